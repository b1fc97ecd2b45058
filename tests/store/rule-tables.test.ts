import { afterAll, beforeAll, expect, test } from "vitest";
import type { RfmRuleTable } from "@/lib/types/rfm";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { findRuleTable, listRuleTables, setRuleTableRemoved } = await import("@/lib/store/rule-tables");
const { readRuleEditor, rulesOf, saveOwnRules } = await import("@/lib/workflows/rule-tables");
const { rfmRequestFrom } = await import("@/lib/workflows/rfm-request");

beforeAll(() => migrateStore());
afterAll(async () => {
  await closeStore();
  data.remove();
});

const rows: RfmRuleTable = {
  bins: 3, axis: "frequency",
  rules: [{ name: "Gone", cells: ["11", "12", "13"] }, { name: "Here", cells: ["21", "22", "23", "31", "32", "33"] }],
};
const audit = { actor: "ada", action: "removeRuleTable" };
const noCuts = { recencyDays: [], orderCount: [], revenue: [] };

test("a sound table is saved, changed and listed; a gap or an overlap is refused", async () => {
  const id = await saveOwnRules({ id: null, name: "Two rows", table: rows }, "ada");
  expect((await findRuleTable(id))?.table).toEqual(rows);
  const gap = { ...rows, rules: rows.rules.slice(1) };
  const overlap = { ...rows, rules: [...rows.rules, { name: "Twice", cells: ["11"] }] };
  await expect(saveOwnRules({ id, name: "Two rows", table: gap }, "ada")).rejects.toMatchObject({ code: "invalidInput", message: expect.stringContaining("11, 12, 13") });
  await expect(saveOwnRules({ id, name: "Two rows", table: overlap }, "ada")).rejects.toMatchObject({ code: "invalidInput" });
  await expect(saveOwnRules({ id: null, name: "two rows", table: rows }, "ada")).rejects.toMatchObject({ code: "conflict" });
  await expect(saveOwnRules({ id: 999, name: "Other", table: rows }, "ada")).rejects.toMatchObject({ code: "notFound" });
  expect(await saveOwnRules({ id, name: "Rows", table: rows }, "ada")).toBe(id);
  expect((await listRuleTables()).map(({ name }) => name)).toEqual(["Rows"]);
});

test("a removed table cannot be chosen until it is brought back", async () => {
  const id = await saveOwnRules({ id: null, name: "Short-lived", table: rows }, "ada");
  await setRuleTableRemoved(id, true, audit);
  await expect(rulesOf(`own-${id}`)).rejects.toMatchObject({ code: "notFound" });
  expect((await readRuleEditor(`own-${id}`)).chosen.value).toBe("seven");
  await setRuleTableRemoved(id, false, audit);
  expect(await rulesOf(`own-${id}`)).toEqual(rows);
  await expect(setRuleTableRemoved(999, true, audit)).rejects.toMatchObject({ code: "notFound" });
});

test("a start carries a copy of the rules, and cut points that fit them", async () => {
  const id = await saveOwnRules({ id: null, name: "For a start", table: rows }, "ada");
  const own = await rfmRequestFrom({ table: `own-${id}`, scoring: undefined, cuts: noCuts });
  expect(own).toEqual({ table: "custom", scoring: null, bins: null, custom: rows, cuts: null });
  expect(await rfmRequestFrom({ table: undefined, scoring: "quantile", cuts: noCuts })).toMatchObject({ table: "seven", custom: null });
  const fixed = await rfmRequestFrom({ table: `own-${id}`, scoring: "fixed", cuts: { recencyDays: [90, 180], orderCount: [1, 2], revenue: [50, 99.9] } });
  expect(fixed.cuts).toEqual({ recencyDays: [90, 180], orderCount: [1, 2], revenueCents: [5000, 9990] });
  await expect(rfmRequestFrom({ table: "seven", scoring: "fixed", cuts: noCuts })).rejects.toMatchObject({ code: "invalidInput" });
  await expect(rfmRequestFrom({ table: "seven", scoring: "hybrid", cuts: noCuts })).rejects.toMatchObject({ code: "invalidInput" });
});
