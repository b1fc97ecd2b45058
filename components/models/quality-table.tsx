import { formatNumber, formatPercent } from "@/lib/format/number";
import type { PersonaLook } from "../theme";
import { Badge, type Tone } from "../ui/badge";
import { PersonaName } from "../ui/persona-name";
import { TableCard } from "../ui/table-card";
import classes from "./models.module.css";

export type SegmentQuality = PersonaLook & {
  index: number;
  name: string;
  customers: number;
  customerShare: number;
  silhouette: number | null;
  borderlineShare: number | null;
  clarity: string;
  tone: Tone;
  nearest: (PersonaLook & { name: string }) | null;
};

function SilhouetteBar({ value, scale, locale }: { value: number | null; scale: number; locale: string }) {
  if (value === null) return <span className={classes.faint}>none</span>;
  return (
    <span className={classes.barCell}>
      <span className={classes.bar} style={{ width: `${Math.max(0, (value / scale) * 64)}px` }} aria-hidden="true" />
      {formatNumber(value, locale, 2)}
    </span>
  );
}

/** Quality of each segment, the most blurred last. Numbers and bars in one table, so it is its own twin. */
export function QualityTable({ finding, segments, locale }: { finding: string; segments: readonly SegmentQuality[]; locale: string }) {
  const scale = Math.max(0.01, ...segments.map(({ silhouette }) => silhouette ?? 0));
  const rows = [...segments].sort((a, b) => (a.borderlineShare ?? 0) - (b.borderlineShare ?? 0));
  return (
    <TableCard
      title={finding}
      note="Quality per segment, most blurred last. Borderline: margin to the next segment under 0.1. Clear under 15%, fair under 25%, else blurred."
      caption="Quality per segment"
      columns={[
        { key: "persona", label: "Persona" },
        { key: "customers", label: "Customers", align: "right" },
        { key: "share", label: "Share", align: "right" },
        { key: "silhouette", label: "Silhouette" },
        { key: "borderline", label: "Borderline", align: "right" },
        { key: "clarity", label: "Told apart" },
        { key: "nearest", label: "Nearest" },
      ]}
      rows={rows.map((segment) => ({
        id: String(segment.index),
        cells: {
          persona: <PersonaName {...segment} />,
          customers: formatNumber(segment.customers, locale),
          share: formatPercent(segment.customerShare, locale),
          silhouette: <SilhouetteBar value={segment.silhouette} scale={scale} locale={locale} />,
          borderline: segment.borderlineShare === null ? <span className={classes.faint}>none</span> : formatPercent(segment.borderlineShare, locale, 0),
          clarity: <Badge tone={segment.tone}>{segment.clarity}</Badge>,
          nearest: segment.nearest === null ? <span className={classes.faint}>none</span> : <PersonaName {...segment.nearest} />,
        },
      }))}
    />
  );
}
