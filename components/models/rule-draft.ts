import type { RfmAxis, RfmRuleTable } from "@/lib/types/rfm";

/** A rule table while it is edited: each cell holds one name's place in `names`, or none. So two rules can never take one cell. */
export type RuleDraft = { bins: number; axis: RfmAxis; names: readonly string[]; cells: Readonly<Record<string, number>> };

/** Scores from best to worst recency, each with its cells from low to high. */
export function gridOf(bins: number): { recency: number; cells: string[] }[] {
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  return [...scores].reverse().map((recency) => ({ recency, cells: scores.map((second) => `${recency}${second}`) }));
}

/** A cell two rules take goes to the first; the table was sound when it was saved. */
export function draftOf({ bins, axis, rules }: RfmRuleTable): RuleDraft {
  const cells: Record<string, number> = {};
  rules.forEach((rule, i) => rule.cells.forEach((cell) => (cells[cell] ??= i)));
  return { bins, axis, names: rules.map(({ name }) => name), cells };
}

/** The table a draft means; names without a cell are left out. */
export function tableOf({ bins, axis, names, cells }: RuleDraft): RfmRuleTable {
  const rules = names.map((name, i) => ({ name: name.trim(), cells: Object.keys(cells).filter((cell) => cells[cell] === i).sort() }));
  return { bins, axis, rules: rules.filter((rule) => rule.cells.length > 0) };
}

export type DraftFaults = {
  /** cells without a name */
  gaps: readonly string[];
  /** names in use that are empty, or written twice so that two rules would be one */
  names: readonly string[];
};

/** What keeps a draft from being saved. */
export function faultsOf(draft: RuleDraft): DraftFaults {
  const cells = gridOf(draft.bins).flatMap((row) => row.cells);
  const used = tableOf(draft).rules.map(({ name }) => name.toLowerCase());
  return {
    gaps: cells.filter((cell) => draft.cells[cell] === undefined),
    names: used.filter((name, i) => name === "" || used.indexOf(name) !== i),
  };
}

/** Gives a cell to a name; a second time takes it away. */
export function assignCell(draft: RuleDraft, cell: string, name: number, isToggle: boolean): RuleDraft {
  const { [cell]: before, ...others } = draft.cells;
  return { ...draft, cells: isToggle && before === name ? others : { ...others, [cell]: name } };
}

export function clearCell(draft: RuleDraft, cell: string): RuleDraft {
  return { ...draft, cells: Object.fromEntries(Object.entries(draft.cells).filter(([one]) => one !== cell)) };
}

/** Another number of scores: cells that still exist keep their name, new ones are gaps. */
export function withBins(draft: RuleDraft, bins: number): RuleDraft {
  const known = new Set(gridOf(bins).flatMap((row) => row.cells));
  return { ...draft, bins, cells: Object.fromEntries(Object.entries(draft.cells).filter(([cell]) => known.has(cell))) };
}

/** Without a name; its cells become gaps. */
export function withoutName(draft: RuleDraft, name: number): RuleDraft {
  const kept = Object.entries(draft.cells).flatMap(([cell, i]): [string, number][] => (i === name ? [] : [[cell, i > name ? i - 1 : i]]));
  return { ...draft, names: draft.names.filter((_, i) => i !== name), cells: Object.fromEntries(kept) };
}
