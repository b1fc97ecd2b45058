import { formatDifference, formatNumber, formatPercent } from "@/lib/format/number";
import type { SegmentStability } from "@/lib/types/quality";
import type { PersonaLook } from "../theme";
import { Badge, type Tone } from "../ui/badge";
import type { Column } from "../ui/data-table";
import { PersonaName } from "../ui/persona-name";
import { TableCard } from "../ui/table-card";
import classes from "./models.module.css";
import { StabilityWhisker } from "./stability-whisker";

export type SegmentQuality = PersonaLook & {
  index: number;
  name: string;
  customers: number;
  customerShare: number;
  /** customers more or fewer than the same persona has in the live run; null where it has none */
  versusLive: number | null;
  stability: SegmentStability | null;
  /** word and tone of the stability, or of the clarity where stability was not assessed */
  word: string;
  tone: Tone;
  silhouette: number | null;
  borderlineShare: number | null;
  nearest: (PersonaLook & { name: string }) | null;
};

type QualityTableProps = { finding: string; note: string; segments: readonly SegmentQuality[]; ticks: readonly number[]; csvHref: string | undefined; locale: string };

const none = <span className={classes.faint}>none</span>;

function SilhouetteBar({ value, scale, locale }: { value: number | null; scale: number; locale: string }) {
  if (value === null) return none;
  return (
    <span className={classes.barCell}>
      <span className={classes.bar} style={{ width: `${Math.max(0, (value / scale) * 44)}px` }} aria-hidden="true" />
      {formatNumber(value, locale, 2)}
    </span>
  );
}

function columnsOf(segments: readonly SegmentQuality[]): Column[] {
  const isAssessed = segments.some(({ stability }) => stability !== null);
  const hasLive = segments.some(({ versusLive }) => versusLive !== null);
  const hasSilhouette = segments.some(({ silhouette }) => silhouette !== null);
  const hasBorders = segments.some(({ borderlineShare }) => borderlineShare !== null);
  return [
    { key: "persona", label: "Persona" },
    { key: "customers", label: "Customers", align: "right" },
    ...(hasLive ? [{ key: "live", label: "vs live", align: "right" as const }] : [{ key: "share", label: "Share", align: "right" as const }]),
    ...(isAssessed ? [{ key: "whisker", label: "Stability, Jaccard" }, { key: "stability", label: "Mean", align: "right" as const }] : []),
    { key: "word", label: isAssessed ? "Word" : "Border" },
    ...(hasSilhouette ? [{ key: "silhouette", label: "Silhouette" }] : []),
    ...(hasBorders ? [{ key: "borderline", label: "Borderline", align: "right" as const }, { key: "nearest", label: "Nearest" }] : []),
  ];
}

/** Quality of each segment, the weakest last. Numbers and marks in one table, so it is its own twin. */
export function QualityTable({ finding, note, segments, ticks, csvHref, locale }: QualityTableProps) {
  const scale = Math.max(0.01, ...segments.map(({ silhouette }) => silhouette ?? 0));
  const rows = [...segments].sort((a, b) => (b.stability?.meanJaccard ?? 0) - (a.stability?.meanJaccard ?? 0) || (a.borderlineShare ?? 0) - (b.borderlineShare ?? 0));
  return (
    <TableCard
      title={finding}
      note={note}
      csvHref={csvHref}
      caption="Quality per segment"
      columns={columnsOf(segments)}
      rows={rows.map((segment) => ({
        id: String(segment.index),
        cells: {
          persona: <PersonaName name={segment.name} valueWord={segment.valueWord} lifecycle={segment.lifecycle} />,
          customers: formatNumber(segment.customers, locale),
          live: segment.versusLive === null ? <span className={classes.faint}>new</span> : formatDifference(segment.versusLive, locale, 0),
          share: formatPercent(segment.customerShare, locale),
          whisker: segment.stability === null ? none : <StabilityWhisker value={segment.stability.meanJaccard} middle90={segment.stability.middle90 ?? null} ticks={ticks} />,
          stability: segment.stability === null ? none : formatNumber(segment.stability.meanJaccard, locale, 2),
          word: <Badge tone={segment.tone}>{segment.word}</Badge>,
          silhouette: <SilhouetteBar value={segment.silhouette} scale={scale} locale={locale} />,
          borderline: segment.borderlineShare === null ? none : formatPercent(segment.borderlineShare, locale, 0),
          nearest: segment.nearest === null ? none : <PersonaName {...segment.nearest} />,
        },
      }))}
    />
  );
}
