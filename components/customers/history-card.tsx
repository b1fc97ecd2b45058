import { formatDay } from "@/lib/format/date";
import type { MembershipSince } from "@/lib/types/assignment";
import type { SegmentReason } from "./membership-card";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { PersonaName } from "../ui/persona-name";

type HistoryCardProps = { history: readonly MembershipSince[]; segments: readonly SegmentReason[]; locale: string };

/** Which persona the customer was at the end of each month, changes only. */
export function HistoryCard({ history, segments, locale }: HistoryCardProps) {
  const find = (index: number): SegmentReason | undefined => segments.find((segment) => segment.index === index);
  return (
    <Card title={history.length === 1 ? "The same persona from the start" : `${history.length - 1} ${history.length === 2 ? "change" : "changes"} of persona`} note="By the model shown, at the end of each month since their first order; no refit in between.">
      <DataTable
        caption="Personas over time"
        columns={[{ key: "since", label: "Since" }, { key: "persona", label: "Persona" }]}
        rows={history.map(({ asOf, segment }) => {
          const persona = find(segment);
          return { id: String(asOf), cells: { since: formatDay(asOf, locale), persona: persona === undefined ? "unknown" : <PersonaName {...persona} /> } };
        })}
      />
    </Card>
  );
}
