import Link from "@/components/ui/link";
import { BarHeads } from "./rank-bars";
import classes from "./rank-bars.module.css";

/** The middle half of some values and their median, on the scale of all rows. */
export type RangeBar = { key: string; label: string; low: number; median: number; high: number; text: string; detail: string; href?: string | null };

const percentOf = (value: number, longest: number): string => `${longest > 0 ? (value / longest) * 100 : 0}%`;

/** Horizontal ranges from one scale that begins at zero, each with its median as a line. */
export function RangeBars({ bars, heads }: { bars: readonly RangeBar[]; heads: readonly [string, string] }) {
  const longest = Math.max(0, ...bars.map((bar) => bar.high));
  return (
    <ul className={classes.root} data-detail>
      <BarHeads heads={heads} />
      {bars.map((bar) => (
        <li key={bar.key} className={classes.row}>
          <span className={classes.label}>{bar.href ? <Link href={bar.href}>{bar.label}</Link> : bar.label}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.range} style={{ left: percentOf(bar.low, longest), width: percentOf(bar.high - bar.low, longest) }} />
            <span className={classes.mark} style={{ left: percentOf(bar.median, longest) }} />
          </span>
          <span className={classes.text}>{bar.text}</span>
          <span className={classes.detail}>{bar.detail}</span>
        </li>
      ))}
    </ul>
  );
}
