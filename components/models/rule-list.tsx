import type { RfmRuleTable } from "@/lib/types/rfm";
import { TableCard } from "../ui/table-card";

const secondName = { frequency: "F", frequencyAndMonetary: "FM" } as const;

/** A rule table to read: each name with its cells. */
export function RuleList({ table: { bins, axis, rules } }: { table: RfmRuleTable }) {
  return (
    <TableCard
      title="Names and their cells"
      note={`Recency score, then ${axis === "frequency" ? "orders" : "orders and spend together"}, 1 to ${bins}, high is good. Rules are edited on a larger screen.`}
      caption="Names of the rules with their cells"
      columns={[{ key: "name", label: "Name" }, { key: "cells", label: "Cells" }]}
      rows={rules.map(({ name, cells }) => ({ id: name, cells: { name, cells: cells.map((cell) => `R${cell[0]} ${secondName[axis]}${cell[1]}`).join(", ") } }))}
    />
  );
}
