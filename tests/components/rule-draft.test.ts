import fc from "fast-check";
import { expect, test } from "vitest";
import { assignCell, clearCell, draftOf, faultsOf, gridOf, type RuleDraft, tableOf, withBins, withoutName } from "@/components/models/rule-draft";
import { elevenRuleTable, findRuleFaults, seedRuleTable } from "@/lib/cluster/rfm-rules";

const byName = (table: typeof seedRuleTable) => new Map(table.rules.map(({ name, cells }) => [name, [...cells].sort()]));

test("a table survives being opened and saved unchanged", () => {
  for (const table of [seedRuleTable, elevenRuleTable]) {
    const again = tableOf(draftOf(table));
    expect(byName(again)).toEqual(byName(table));
    expect(faultsOf(draftOf(table))).toEqual({ gaps: [], names: [] });
  }
});

test("a cleared cell is a gap, and giving a cell twice takes it away", () => {
  const draft = draftOf(seedRuleTable);
  expect(faultsOf(clearCell(draft, "23")).gaps).toEqual(["23"]);
  expect(faultsOf(assignCell(draft, "11", 0, true)).gaps).toEqual(["11"]);
  expect(assignCell(draft, "11", 0, false)).toEqual(draft);
});

test("names in use that are empty or written twice are faults; unused names are left out", () => {
  const draft = draftOf(seedRuleTable);
  const renamed = (i: number, name: string) => ({ ...draft, names: draft.names.map((old, j) => (i === j ? name : old)) });
  expect(faultsOf(renamed(0, " ")).names).toEqual([""]);
  expect(faultsOf(renamed(0, "best ")).names).toEqual(["best"]);
  expect(tableOf({ ...draft, names: [...draft.names, ""] }).rules).toHaveLength(seedRuleTable.rules.length);
});

test("more scores leave the new cells open, fewer forget those beyond", () => {
  const wider = withBins(draftOf(seedRuleTable), 5);
  expect(faultsOf(wider).gaps).toEqual(["51", "52", "53", "54", "55", "45", "35", "25", "15"]);
  expect(faultsOf(withBins(wider, 3)).gaps).toEqual([]);
});

test("a removed name leaves gaps and keeps the others' cells", () => {
  const draft = withoutName(draftOf(seedRuleTable), 4);
  expect(faultsOf(draft).gaps).toEqual(["12", "13"]);
  expect(byName(tableOf(draft)).get("Best")).toEqual(["43", "44"]);
});

test("whatever is clicked, a draft without faults is a sound table, and one with faults is not", () => {
  const cells = gridOf(3).flatMap((row) => row.cells);
  const clicks = fc.array(fc.tuple(fc.constantFrom(...cells), fc.integer({ min: 0, max: 2 }), fc.boolean()), { maxLength: 40 });
  fc.assert(fc.property(clicks, (steps) => {
    const start: RuleDraft = { bins: 3, axis: "frequency", names: ["A", "B", "C"], cells: {} };
    const draft = steps.reduce<RuleDraft>((now, [cell, name, isToggle]) => assignCell(now, cell, name, isToggle), start);
    const found = findRuleFaults(tableOf(draft));
    expect(found.overlaps).toEqual([]);
    expect([...found.gaps].sort()).toEqual([...faultsOf(draft).gaps].sort());
  }));
});
