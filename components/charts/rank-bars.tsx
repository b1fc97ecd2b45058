import Link from "@/components/ui/link";
import classes from "./rank-bars.module.css";

/** `value` sets the bar's length, `text` is its figure, `detail` a second, dim one. `mark` draws a thin line of comparison. */
export type RankBar = { key: string; label: string; value: number; text: string; detail?: string; href?: string | null; mark?: number | null; isStrong?: boolean };

const percentOf = (value: number, longest: number): string => `${longest > 0 ? Math.max((value / longest) * 100, value > 0 ? 0.6 : 0) : 0}%`;

/** What the figures at the right are, the second one dim; the bars' names need none. */
export function BarHeads({ heads }: { heads: readonly string[] }) {
  return (
    <li className={classes.heads} aria-hidden="true">
      {heads.map((head, i) => <span key={head} className={i === 0 ? classes.firstHead : classes.head}>{head}</span>)}
    </li>
  );
}

/** Horizontal bars from zero on one scale, each with its name and one or two figures under their heads. */
export function RankBars({ bars, heads }: { bars: readonly RankBar[]; heads: readonly string[] }) {
  const hasDetail = heads.length > 1;
  const longest = Math.max(0, ...bars.flatMap((bar) => [bar.value, bar.mark ?? 0]));
  return (
    <ul className={classes.root} data-detail={hasDetail || undefined}>
      <BarHeads heads={heads} />
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
