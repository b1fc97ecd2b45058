import type { LevelName } from "@/lib/types/segmentation";
import classes from "./level-pips.module.css";

const steps: Record<LevelName, number> = { "very low": 1, low: 2, medium: 3, high: 4, "very high": 5 };

/** A level as five steps and its word. `null`: the population hardly varies, so there is no level. */
export function LevelPips({ level }: { level: LevelName | null }) {
  const filled = level === null ? 0 : steps[level];
  return (
    <span className={classes.root}>
      <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true" focusable="false">
        {[0, 1, 2, 3, 4].map((i) => (
          <rect key={i} x={i * 3.8} width="2.6" height="8" rx="0.6" fill={i < filled ? "var(--c-text)" : "var(--c-edge)"} />
        ))}
      </svg>
      <span className={classes.word} data-none={level === null || undefined}>{level ?? "no level"}</span>
    </span>
  );
}
