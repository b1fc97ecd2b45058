import Link from "@/components/ui/link";
import { Badge } from "../ui/badge";
import { TableCard } from "../ui/table-card";

export type RunLine = {
  id: number;
  when: string;
  by: string;
  method: string;
  segments: number;
  customers: string;
  silhouette: string;
  asOf: string;
  window: string;
  isLive: boolean;
  isCurrent: boolean;
};

/** Every complete run, newest first. Runs never change; a refit is a new line. */
export function RunsTable({ runs }: { runs: readonly RunLine[] }) {
  return (
    <TableCard
      title="Runs"
      note="Newest first. A run never changes; a refit is a new one."
      caption="Segmentation runs"
      columns={[
        { key: "run", label: "Run" },
        { key: "state", label: "State" },
        { key: "method", label: "Method" },
        { key: "segments", label: "Segments", align: "right" },
        { key: "silhouette", label: "Silhouette", align: "right" },
        { key: "customers", label: "Customers", align: "right" },
        { key: "asOf", label: "As of" },
        { key: "window", label: "Window" },
        { key: "when", label: "Made" },
        { key: "by", label: "By" },
      ]}
      rows={runs.map((run) => ({
        id: String(run.id),
        cells: {
          ...run,
          run: <Link href={`/models/${run.id}`}>Run {run.id}</Link>,
          state: run.isLive ? <Badge tone="good">live</Badge> : run.isCurrent ? <Badge tone="plain">not live</Badge> : <Badge tone="warn">older snapshot</Badge>,
        },
      }))}
    />
  );
}
