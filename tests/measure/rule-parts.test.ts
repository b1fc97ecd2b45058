import fc from "fast-check";
import { expect, test } from "vitest";
import { balancedFidelity, ruleFilter, ruleParts } from "@/lib/measure/rule-parts";
import type { RuleCondition, RuleFidelity } from "@/lib/types/quality";

const fidelity = (change: Partial<RuleFidelity>): RuleFidelity => ({ precision: 0.9, recall: 0.8, members: 100, picked: 90, hits: 80, fittedCustomers: 1000, judgedCustomers: 1000, ...change });
const rule = (...branches: RuleCondition[][]) => ({ kind: "rule" as const, words: "", branches, fidelity: fidelity({}) });

test("the bounds of a sentence are told from its frame", () => {
  expect(ruleParts("Ordered once, last ordered more than 380 days ago, spent at most R$ 1,060.00; or ordered twice or more.")).toEqual([
    { text: "Ordered ", isValue: false }, { text: "once", isValue: true }, { text: ", ", isValue: false },
    { text: "last ordered ", isValue: false }, { text: "more than 380 days ago", isValue: true }, { text: ", ", isValue: false },
    { text: "spent ", isValue: false }, { text: "at most R$ 1,060.00", isValue: true }, { text: "; or ", isValue: false },
    { text: "ordered ", isValue: false }, { text: "twice or more", isValue: true }, { text: ".", isValue: false },
  ]);
});

test("no word of a sentence is lost", () => {
  fc.assert(fc.property(fc.string(), (words) => {
    expect(ruleParts(words).map(({ text }) => text).join("")).toBe(words);
  }));
});

test("fidelity weighs members and others alike", () => {
  expect(balancedFidelity(fidelity({}))).toBeCloseTo((0.8 + 1 - 10 / 900) / 2, 12);
  expect(balancedFidelity(fidelity({ recall: 1, picked: 1000, hits: 100 }))).toBe(0.5);
  expect(balancedFidelity(fidelity({ recall: 0.7, members: 1000 }))).toBe(0.7);
});

test("one branch on what the customers table knows becomes its filter", () => {
  expect(ruleFilter(rule([{ feature: "orderCount", relation: "above", value: 1.5 }, { feature: "recencyDays", relation: "above", value: 309 }, { feature: "recencyDays", relation: "at most", value: 400.5 }]))).toEqual({
    orderCount: { min: 2, max: null }, recencyDays: { min: 310, max: 400 }, spendCents: { min: null, max: null },
  });
  expect(ruleFilter(rule([{ feature: "freightShare", relation: "above", value: 0.2 }]))).toBeNull();
  expect(ruleFilter(rule([], []))).toBeNull();
  expect(ruleFilter({ kind: "none", words: "", fidelity: null })).toBeNull();
  expect(ruleFilter(null)).toBeNull();
});
