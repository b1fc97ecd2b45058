import { formatNumber, formatPercent } from "@/lib/format/number";
import type { MarginHistogram } from "@/lib/types/persona-page";
import type { Segment } from "@/lib/types/segmentation";
import { ShareBars } from "../charts/share-bars";
import { Figure } from "../ui/figure";
import { PersonaName } from "../ui/persona-name";
import classes from "./persona.module.css";

type MarginFigureProps = { finding: string; histogram: MarginHistogram; segment: Segment; segments: readonly Segment[]; csvHref: string | undefined; locale: string };

const borderline = 0.1;

/** How near the members lie to the next group; those under 0.1 are borderline and drawn open. */
export function MarginFigure({ finding, histogram, segment, segments, csvHref, locale }: MarginFigureProps) {
  const { counts, step, members } = histogram;
  const label = (i: number): string => formatNumber(i * step, locale, 2);
  const bars = counts.map((count, i) => ({ label: label(i), share: members > 0 ? count / members : 0, expected: null, isOutline: (i + 0.5) * step < borderline }));
  const table = {
    caption: "Members by margin to the next group",
    columns: [{ key: "from", label: "Margin from" }, { key: "customers", label: "Members", align: "right" as const }, { key: "share", label: "Share", align: "right" as const }],
    rows: counts.map((count, i) => ({ id: String(i), cells: { from: label(i), customers: formatNumber(count, locale), share: formatPercent(bars[i]?.share ?? 0, locale) } })),
  };
  const last = label(counts.length - 1);
  return (
    <Figure finding={finding} note="Margin to the next group's centre, share of members. Open bars: under 0.1, borderline." table={table} csvHref={csvHref}>
      <ShareBars bars={bars} look={segment} ticks={[label(0), label(2), last]} height={104} locale={locale} />
      {histogram.runnersUp.length > 0 && (
        <p className={classes.runners}>
          Runner-up:
          {histogram.runnersUp.slice(0, 3).map((runner) => {
            const other = segments.find((s) => s.index === runner.index);
            return other === undefined ? null : (
              <span key={runner.index} className={classes.runner}>
                <PersonaName name={other.name} valueWord={other.valueWord} lifecycle={other.lifecycle} /> {formatNumber(runner.customers, locale)}
              </span>
            );
          })}
        </p>
      )}
    </Figure>
  );
}
