import Link from "@/components/ui/link";
import classes from "./rank-bars.module.css";

/** `value` sets the bar's length, `text` is its figure, `detail` a second, dim one. `mark` draws a thin line of comparison. */
export type RankBar = { key: string; label: string; value: number; text: string; detail?: string; href?: string | null; mark?: number | null; isStrong?: boolean };

const percentOf = (value: number, longest: number): string => `${longest > 0 ? Math.max((value / longest) * 100, value > 0 ? 0.6 : 0) : 0}%`;

/** Horizontal bars from zero on one scale, each with its name and figure. */
export function RankBars({ bars, hasDetail = false }: { bars: readonly RankBar[]; hasDetail?: boolean }) {
  const longest = Math.max(0, ...bars.flatMap((bar) => [bar.value, bar.mark ?? 0]));
  return (
    <ul className={classes.root} data-detail={hasDetail || undefined}>
      {bars.map((bar) => (
        <li key={bar.key} className={classes.row}>
          <span className={classes.label} title={bar.label}>
            {bar.href === null || bar.href === undefined ? bar.label : <Link href={bar.href}>{bar.label}</Link>}
          </span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} data-strong={bar.isStrong || undefined} style={{ width: percentOf(bar.value, longest) }} />
            {bar.mark !== null && bar.mark !== undefined && <span className={classes.mark} style={{ left: percentOf(bar.mark, longest) }} />}
          </span>
          <span className={classes.text}>{bar.text}</span>
          {hasDetail && <span className={classes.detail}>{bar.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
