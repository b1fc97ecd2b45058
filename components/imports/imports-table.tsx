import Link from "@/components/ui/link";
import type { ReactNode } from "react";
import { Badge, type Tone } from "../ui/badge";
import { TableCard } from "../ui/table-card";

export type ImportLine = {
  id: number;
  when: string;
  what: string;
  accepted: string;
  rejected: string;
  duplicate: string;
  result: { word: string; tone: Tone; note: string };
  undo: ReactNode;
};

/** Every batch of files, newest first. */
export function ImportsTable({ imports }: { imports: readonly ImportLine[] }) {
  return (
    <TableCard
      title="Ledger"
      note="Every batch of files, newest first. Undo restores what was there before it."
      caption="Imports"
      columns={[
        { key: "id", label: "Import" },
        { key: "when", label: "When" },
        { key: "what", label: "Format" },
        { key: "accepted", label: "Accepted", align: "right" },
        { key: "rejected", label: "Rejected", align: "right" },
        { key: "duplicate", label: "Duplicate", align: "right" },
        { key: "result", label: "Result" },
        { key: "undo", label: "Undo", align: "right" },
      ]}
      rows={imports.map((line) => ({
        id: String(line.id),
        cells: {
          ...line,
          id: <Link href={`/imports?import=${line.id}`}>Import {line.id}</Link>,
          result: (
            <span>
              <Badge tone={line.result.tone}>{line.result.word}</Badge> {line.result.note}
            </span>
          ),
        },
      }))}
    />
  );
}
