import type { RfmRuleTable } from "@/lib/types/rfm";

/**
 * The seven segments of the second seed study as data, three of its ten rules included that a
 * shop of one-time buyers never meets. Scores of quartiles, 4 = most recent or most orders.
 */
export const seedRuleTable: RfmRuleTable = {
  bins: 4,
  axis: "frequency",
  rules: [
    { name: "Churned", cells: ["11"] },
    { name: "About to churn", cells: ["21"] },
    { name: "Rising", cells: ["31"] },
    { name: "New", cells: ["41"] },
    { name: "Former potential loyalist", cells: ["12", "13"] },
    { name: "Average", cells: ["22"] },
    { name: "Potential loyalist", cells: ["32", "42"] },
    { name: "Former best", cells: ["14", "24"] },
    { name: "Loyal", cells: ["23", "33", "34"] },
    { name: "Best", cells: ["43", "44"] },
  ],
};

export type RuleTableFaults = {
  /** cells no rule takes */
  gaps: readonly string[];
  /** cells more than one rule takes */
  overlaps: readonly string[];
  /** cells outside the table */
  strangers: readonly string[];
};

/**
 * What keeps a rule table from being complete and disjoint; all lists empty = sound.
 */
export function findRuleFaults({ bins, rules }: RfmRuleTable): RuleTableFaults {
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  const cells = scores.flatMap((r) => scores.map((f) => `${r}${f}`));
  const taken = rules.flatMap((rule) => rule.cells);
  const times = (cell: string) => taken.filter((other) => other === cell).length;
  return {
    gaps: cells.filter((cell) => times(cell) === 0),
    overlaps: cells.filter((cell) => times(cell) > 1),
    strangers: taken.filter((cell) => !cells.includes(cell)),
  };
}

/**
 * Index of the rule that takes a cell.
 *
 * @param table complete and disjoint
 * @throws RangeError for a cell outside the table, or one no rule takes
 */
export function ruleOf(table: RfmRuleTable, recencyScore: number, frequencyScore: number): number {
  const cell = `${recencyScore}${frequencyScore}`;
  const index = table.rules.findIndex((rule) => rule.cells.includes(cell));
  if (index < 0) throw new RangeError(`no rule takes cell ${cell}`);
  return index;
}
