import Link from "next/link";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";

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
    <Card title="Runs" note="Newest first. A run never changes; a refit is a new one.">
      <DataTable
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
            run: <Link href={`/models/${run.id}`}>Run {run.id}</Link>,
            state: run.isLive ? <Badge tone="good">live</Badge> : run.isCurrent ? <Badge tone="plain">not live</Badge> : <Badge tone="warn">older snapshot</Badge>,
            method: run.method,
            segments: run.segments,
            silhouette: run.silhouette,
            customers: run.customers,
            asOf: run.asOf,
            window: run.window,
            when: run.when,
            by: run.by,
          },
        }))}
      />
    </Card>
  );
}
