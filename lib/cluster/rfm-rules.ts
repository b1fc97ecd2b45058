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

/**
 * The eleven standard segments over recency and the mean of frequency and money, 25 cells.
 * Published tables leave gaps and overlap; this one is disjoint and complete.
 */
export const elevenRuleTable: RfmRuleTable = {
  bins: 5,
  axis: "frequencyAndMonetary",
  rules: [
    { name: "Champions", cells: ["55", "54", "45"] },
    { name: "Loyal", cells: ["53", "44", "35", "34"] },
    { name: "Potential loyalist", cells: ["52", "42", "43", "33"] },
    { name: "Recent", cells: ["51"] },
    { name: "Promising", cells: ["41", "31"] },
    { name: "Needing attention", cells: ["32", "23", "22"] },
    { name: "About to sleep", cells: ["21"] },
    { name: "At risk", cells: ["25", "24", "13"] },
    { name: "Can't lose", cells: ["15", "14"] },
    { name: "Hibernating", cells: ["12"] },
    { name: "Lost", cells: ["11"] },
  ],
};

export type RuleTableFaults = {
  /** cells no rule takes */
  gaps: readonly string[];
  /** cells more than one rule takes */
  overlaps: readonly string[];
  /** cells outside the table */
  strangers: readonly string[];
  /** names that are empty or used twice */
  names: readonly string[];
};

/** The cells of a table with so many scores on either axis: recency score, then the second. */
export function cellsOf(bins: number): string[] {
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  return scores.flatMap((recency) => scores.map((second) => `${recency}${second}`));
}

/**
 * What keeps a rule table from being complete and disjoint; all lists empty = sound.
 */
export function findRuleFaults({ bins, rules }: Pick<RfmRuleTable, "bins" | "rules">): RuleTableFaults {
  const cells = cellsOf(bins);
  const taken = rules.flatMap((rule) => rule.cells);
  const times = (cell: string) => taken.filter((other) => other === cell).length;
  const names = rules.map(({ name }) => name.trim());
  return {
    gaps: cells.filter((cell) => times(cell) === 0),
    overlaps: cells.filter((cell) => times(cell) > 1),
    strangers: taken.filter((cell) => !cells.includes(cell)),
    names: names.filter((name, i) => name === "" || names.indexOf(name) !== i),
  };
}

/**
 * Refuses a rule table with a gap, an overlap or a stranger.
 *
 * @throws RangeError with the cells or names at fault
 */
export function checkRuleTable(table: RfmRuleTable): void {
  const { gaps, overlaps, strangers, names } = findRuleFaults(table);
  if (gaps.length > 0) throw new RangeError(`no rule takes the cells ${gaps.join(", ")}`);
  if (overlaps.length > 0) throw new RangeError(`more than one rule takes the cells ${overlaps.join(", ")}`);
  if (strangers.length > 0) throw new RangeError(`the cells ${strangers.join(", ")} lie outside ${table.bins} x ${table.bins}`);
  if (names.length > 0) throw new RangeError(`the names ${names.map((name) => `"${name}"`).join(", ")} are empty or used twice`);
}

/**
 * Index of the rule that takes a cell.
 *
 * @param table complete and disjoint
 * @throws RangeError for a cell outside the table, or one no rule takes
 */
export function ruleOf(table: Pick<RfmRuleTable, "rules">, recencyScore: number, secondScore: number): number {
  const cell = `${recencyScore}${secondScore}`;
  const index = table.rules.findIndex((rule) => rule.cells.includes(cell));
  if (index < 0) throw new RangeError(`no rule takes cell ${cell}`);
  return index;
}
