import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rfmCuts, rfmScores, rfmSegments, scoreOf } from "@/lib/cluster/rfm";
import { findRuleFaults, ruleOf, seedRuleTable } from "@/lib/cluster/rfm-rules";

describe("scores", () => {
  test("a value on a cut belongs below it: x <= q25 scores 1", () => {
    expect([9, 10, 11, 20, 30, 31].map((value) => scoreOf(value, [10, 20, 30]))).toEqual([1, 1, 2, 2, 3, 4]);
  });

  test("in a shop of one-time buyers frequency is 1 or 4, and the newest have recency 4", () => {
    const values = {
      recencyDays: Float64Array.from([10, 20, 30, 40, 50, 60, 70, 80]),
      orderCount: Float64Array.from([1, 1, 1, 1, 1, 1, 1, 2]),
      revenueCents: Float64Array.from([5, 5, 5, 5, 9, 9, 9, 9]),
    };
    const cuts = rfmCuts(values);
    expect(cuts.orderCount).toEqual([1, 1, 1]);
    expect(cuts.recencyDays).toEqual([27.5, 45, 62.5]);
    const scores = rfmScores(values, cuts);
    expect([...scores.recency]).toEqual([4, 4, 3, 3, 2, 2, 1, 1]);
    expect([...scores.frequency]).toEqual([1, 1, 1, 1, 1, 1, 1, 4]);
    expect([...scores.monetary]).toEqual([1, 1, 1, 1, 3, 3, 3, 3]);
  });

  test("equal values never part, larger ones never score less", () => {
    const lists = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lists, (list) => {
        const values = Float64Array.from(list);
        const all = { recencyDays: values, orderCount: values, revenueCents: values };
        const { frequency, recency } = rfmScores(all, rfmCuts(all));
        list.forEach((a, i) =>
          list.forEach((b, j) => {
            if (a === b) expect(frequency[i]).toBe(frequency[j]);
            if (a < b) expect(frequency[i]).toBeLessThanOrEqual(frequency[j] ?? 0);
            if (a < b) expect(recency[i]).toBeGreaterThanOrEqual(recency[j] ?? 9);
          }),
        );
      }),
    );
  });

  test("nobody cannot be scored", () => {
    const none = new Float64Array(0);
    expect(() => rfmCuts({ recencyDays: none, orderCount: none, revenueCents: none })).toThrow("0 customers");
  });
});

describe("the seed's rule table", () => {
  test("takes each of the 16 cells exactly once", () => {
    expect(findRuleFaults(seedRuleTable)).toEqual({ gaps: [], overlaps: [], strangers: [], names: [] });
  });

  test("is the one of the study, cell by cell", () => {
    const nameOf = (r: number, f: number) => seedRuleTable.rules[ruleOf(seedRuleTable, r, f)]?.name;
    expect([1, 2, 3, 4].map((r) => [1, 2, 3, 4].map((f) => nameOf(r, f)))).toEqual([
      ["Churned", "Former potential loyalist", "Former potential loyalist", "Former best"],
      ["About to churn", "Average", "Loyal", "Former best"],
      ["Rising", "Potential loyalist", "Loyal", "Loyal"],
      ["New", "Potential loyalist", "Best", "Best"],
    ]);
  });

  test("a gap, an overlap and a stranger are named", () => {
    const rules = [
      { name: "a", cells: ["11", "12"] },
      { name: "b", cells: ["12", "21", "33"] },
    ];
    const table = { bins: 2, axis: "frequency" as const, rules };
    expect(findRuleFaults(table)).toEqual({ gaps: ["22"], overlaps: ["12"], strangers: ["33"], names: [] });
    expect(() => ruleOf(table, 2, 2)).toThrow("no rule takes cell 22");
  });
});

test("segments come largest first, rules nobody meets are left out", () => {
  const scores = {
    recency: Uint8Array.from([1, 4, 4, 4, 1]),
    frequency: Uint8Array.from([1, 1, 1, 4, 4]),
    monetary: Uint8Array.from([1, 1, 1, 1, 1]),
  };
  const { names, labels } = rfmSegments(scores.recency, scores.frequency, seedRuleTable);
  expect(names).toEqual(["New", "Churned", "Former best", "Best"]);
  expect([...labels]).toEqual([1, 0, 0, 3, 2]);
});
