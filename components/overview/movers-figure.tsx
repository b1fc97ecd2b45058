import { formatDay } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { PersonaShare } from "@/lib/types/overview";
import type { Overview } from "@/lib/types/overview-page";
import { Card } from "../ui/card";
import { PersonaName } from "../ui/persona-name";
import { CannotSay } from "../ui/states";
import { TableCard } from "../ui/table-card";

const mostMoves = 8;

/** Who changed persona since the run before of the same kind; says what is missing where there is none. */
export function MoversFigure({ movers, personas, locale }: { movers: Overview["movers"]; personas: readonly PersonaShare[]; locale: string }) {
  if (movers === null) {
    return (
      <Card title="Movers need a second segmentation" note="Customers who changed persona between two runs">
        <CannotSay>
          There is no run with the same method and number of groups from before this day, so nothing can be compared.
        </CannotSay>
      </Card>
    );
  }
  const named = (name: string) => {
    const look = personas.find((p) => p.name === name);
    return <PersonaName name={name} valueWord={look?.valueWord ?? null} lifecycle={look?.lifecycle ?? null} />;
  };
  const since = formatDay(movers.since, locale);
  return (
    <TableCard
      title={`${formatNumber(movers.moved, locale)} of ${formatNumber(movers.common, locale)} customers changed persona since ${since}`}
      note={`${formatPercent(movers.silentShare, locale)} of the moves are ageing, without a new order. ${formatNumber(movers.joined, locale)} customers are new to this run.`}
      caption={`Moves between personas since ${since}`}
      columns={[
        { key: "from", label: "From" },
        { key: "to", label: "To" },
        { key: "customers", label: "Customers", align: "right" },
        { key: "reason", label: "Usual reason" },
      ]}
      rows={movers.moves.slice(0, mostMoves).map((move) => ({
        id: `${move.from}-${move.to}`,
        cells: { from: named(move.from), to: named(move.to), customers: formatNumber(move.customers, locale), reason: move.silentDays === null ? "a new order" : `no order for ${formatDays(move.silentDays, locale)}` },
      }))}
    />
  );
}
