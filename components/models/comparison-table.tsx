import { formatDuration } from "@/lib/format/duration";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ComparedMethod } from "@/lib/types/comparison";
import { Badge } from "../ui/badge";
import { TableCard } from "../ui/table-card";
import classes from "./models.module.css";

type ComparisonTableProps = { title: string; note: string; methods: readonly (ComparedMethod & { count: string; holds: boolean; isFinest: boolean })[]; everybody: number; csvHref: string | undefined; locale: string };

const none = <span className={classes.faint}>none</span>;

/** Every method in one row; what it labels of a sample only is said. */
export function ComparisonTable({ title, note, methods, everybody, csvHref, locale }: ComparisonTableProps) {
  const number = (value: number | null, digits: number) => (value === null ? none : formatNumber(value, locale, digits));
  return (
    <TableCard
      title={title}
      note={note}
      csvHref={csvHref}
      caption="Methods of grouping on the same customers"
      columns={[
        { key: "method", label: "Method" },
        { key: "segments", label: "Segments", align: "right" },
        { key: "silhouette", label: "Silhouette", align: "right", title: "higher is better; the same space of distances for all" },
        { key: "stability", label: "Stability", align: "right", title: "mean bootstrap Jaccard over segments" },
        { key: "least", label: "Weakest", align: "right", title: "bootstrap Jaccard of the weakest segment" },
        { key: "smallest", label: "Smallest", align: "right", title: "share of customers in the smallest segment" },
        { key: "granularity", label: "Granularity", align: "right", title: "effective number of segments: eleven equal ones give 11" },
        { key: "time", label: "Time", align: "right", title: "of fitting and assigning, not of judging" },
        { key: "customers", label: "Labels", align: "right", title: "customers it labels" },
        { key: "verdict", label: "Verdict" },
      ]}
      rows={methods.map((method) => ({
        id: method.key,
        strong: method.isFinest,
        cells: {
          method: <span title={method.settings}>{method.name}</span>,
          segments: method.count,
          silhouette: number(method.silhouette, 3),
          stability: number(method.stability?.mean ?? null, 2),
          least: number(method.stability?.least ?? null, 2),
          smallest: formatPercent(method.smallestShare, locale),
          granularity: number(method.granularity, 1),
          time: formatDuration(method.tookMs, locale),
          customers: method.customers < everybody ? `sample, ${formatNumber(method.customers, locale)}` : formatNumber(method.customers, locale),
          verdict: method.isFinest ? <Badge tone="good">finest that holds</Badge> : method.holds ? <Badge tone="plain">holds</Badge> : method.stability === null ? none : <Badge tone="warn">does not hold</Badge>,
        },
      }))}
    />
  );
}
