import classes from "./models.module.css";

const width = 112;
const height = 18;
const left = 0.3;
const at = (value: number): number => ((Math.max(left, Math.min(1, value)) - left) / (1 - left)) * width;

type StabilityWhiskerProps = { value: number; middle90: readonly [number, number] | null; ticks: readonly number[] };

/** A mean Jaccard on a fixed scale from 0.3 to 1 with the thresholds as ticks and the middle 90% of resamples as a bar. */
export function StabilityWhisker({ value, middle90, ticks }: StabilityWhiskerProps) {
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={classes.whisker} aria-hidden="true" focusable="false">
      {ticks.map((tick) => (
        <line key={tick} x1={at(tick)} x2={at(tick)} y1={1} y2={height - 1} stroke="var(--c-edge)" />
      ))}
      {middle90 !== null && <line x1={at(middle90[0])} x2={at(middle90[1])} y1={height / 2} y2={height / 2} stroke="var(--c-ink)" strokeWidth={1.6} />}
      <circle cx={at(value)} cy={height / 2} r={4} fill="var(--c-ink)" />
    </svg>
  );
}
