import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secondScores } from "@/lib/cluster/rfm";
import { groupByRfm, rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { cellsOf, checkRuleTable, elevenRuleTable, findRuleFaults, ruleOf } from "@/lib/cluster/rfm-rules";
import type { RfmRequest, RfmRuleTable } from "@/lib/types/rfm";

/** Customers by recency days, orders and cents. */
function valuesOf(rows: readonly (readonly [number, number, number])[]) {
  return {
    recencyDays: Float64Array.from(rows, ([days]) => days),
    orderCount: Float64Array.from(rows, ([, orders]) => orders),
    revenueCents: Float64Array.from(rows, ([, , cents]) => cents),
  };
}

/** Of 20 customers, `repeaters` ordered more than once, the i-th of them i + 2 times. */
const shop = (repeaters: number) => valuesOf(Array.from({ length: 20 }, (_, i) => [i * 10, i < repeaters ? i + 2 : 1, 1000 + i * 50]));

describe("the eleven segments", () => {
  test("take each of the 25 cells exactly once", () => {
    expect(findRuleFaults(elevenRuleTable)).toEqual({ gaps: [], overlaps: [], strangers: [], names: [] });
    expect(elevenRuleTable.rules.flatMap(({ cells }) => cells).sort()).toEqual(cellsOf(5));
    expect(elevenRuleTable.rules).toHaveLength(11);
  });

  test("give every customer exactly one segment, whoever they are", () => {
    const customer = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 90_000 }));
    fc.assert(
      fc.property(fc.array(customer, { minLength: 1, maxLength: 40 }), (rows) => {
        const { labels, names } = groupByRfm(valuesOf(rows), rfmRequestOf("eleven"));
        expect(labels).toHaveLength(rows.length);
        expect(labels.every((label) => label >= 0 && label < names.length)).toBe(true);
      }),
    );
  });

  test("a champion, a loyal one and a lost one by their cells", () => {
    const nameOf = (r: number, fm: number) => elevenRuleTable.rules[ruleOf(elevenRuleTable, r, fm)]?.name;
    expect([nameOf(5, 5), nameOf(5, 4), nameOf(4, 5), nameOf(5, 3), nameOf(1, 1), nameOf(1, 5), nameOf(2, 1)]).toEqual([
      "Champions", "Champions", "Champions", "Loyal", "Lost", "Can't lose", "About to sleep",
    ]);
  });
});

describe("frequency and money together", () => {
  const together = (frequency: number, monetary: number, orders: number) =>
    secondScores(
      { recency: Uint8Array.from([1]), frequency: Uint8Array.from([frequency]), monetary: Uint8Array.from([monetary]) },
      "frequencyAndMonetary",
      Float64Array.from([orders]),
    )[0];

  test("their mean is rounded half up", () => {
    expect([together(2, 3, 2), together(2, 4, 2), together(5, 4, 9), together(1, 1, 2)]).toEqual([3, 3, 5, 1]);
  });

  test("one order scores 2 at most: a big first purchase is not loyalty", () => {
    expect([together(1, 5, 1), together(5, 5, 1), together(1, 1, 1)]).toEqual([2, 2, 1]);
  });
});

describe("scoring", () => {
  test("is hybrid for the eleven where more than 60 % ordered once, quantile else and for the seven always", () => {
    const scoring = (repeaters: number, table: "seven" | "eleven") => groupByRfm(shop(repeaters), rfmRequestOf(table)).parameters.scoring;
    expect([scoring(7, "eleven"), scoring(8, "eleven"), scoring(1, "eleven"), scoring(1, "seven")]).toEqual(["hybrid", "quantile", "hybrid", "quantile"]);
  });

  test("hybrid frequency is 1, 2, 3, then 4 for more orders", () => {
    const { scores, cuts } = groupByRfm(shop(5), rfmRequestOf("eleven"));
    expect([...scores.frequency.slice(0, 6)]).toEqual([2, 3, 4, 4, 4, 1]);
    expect(cuts.orderCount).toEqual([1, 2, 3]);
    expect(cuts.recencyDays).toHaveLength(4);
  });

  test("given cut points are kept: the same customers scored later do not move the cuts", () => {
    const first = groupByRfm(shop(5), rfmRequestOf("eleven"));
    const later = groupByRfm(shop(12), { ...rfmRequestOf("eleven"), scoring: "hybrid", cuts: first.cuts });
    expect(later.cuts).toEqual(first.cuts);
    expect(later.parameters.cutPoints).toBe("given");
  });

  const own: RfmRuleTable = { bins: 3, axis: "frequency", rules: [{ name: "old", cells: ["11", "12", "13"] }, { name: "rest", cells: ["21", "22", "23", "31", "32", "33"] }] };
  const asked = (changes: Partial<RfmRequest>): RfmRequest => ({ ...rfmRequestOf("seven"), ...changes });

  test("a table of one's own groups by its bins and axis", () => {
    const { names, labels } = groupByRfm(shop(3), asked({ table: "custom", custom: own }));
    expect(names).toEqual(["rest", "old"]);
    expect(labels.filter((label) => label === 1)).toHaveLength(7);
  });

  test.each([
    [asked({ table: "custom" }), "a custom table has no rules"],
    [asked({ bins: 5 }), "bins is 5; the table seven has 4"],
    [asked({ scoring: "fixed" }), "needs cut points"],
    [asked({ scoring: "hybrid" }), "cut at quantiles"],
    [asked({ cuts: { recencyDays: [1, 2], orderCount: [1, 2, 3], revenueCents: [1, 2, 3] } }), "recencyDays has 2 cut points; 4 scores need 3"],
    [asked({ cuts: { recencyDays: [1, 3, 2], orderCount: [1, 2, 3], revenueCents: [1, 2, 3] } }), "must ascend; 2 follows 3"],
    [asked({ table: "custom", custom: { ...own, rules: own.rules.slice(1) } }), "no rule takes the cells 11, 12, 13"],
  ])("refuses what does not fit: %#", (request, why) => {
    expect(() => groupByRfm(shop(3), request)).toThrow(why);
  });

  test("a table with an overlap, a stranger or a name used twice is refused with them", () => {
    const with_ = (...rules: RfmRuleTable["rules"]) => () => checkRuleTable({ ...own, rules: [...own.rules, ...rules] });
    expect(with_({ name: "again", cells: ["11"] })).toThrow("more than one rule takes the cells 11");
    expect(with_({ name: "far", cells: ["44"] })).toThrow("the cells 44 lie outside 3 x 3");
    expect(with_({ name: "old", cells: [] })).toThrow('the names "old" are empty or used twice');
  });

  test("nobody cannot be grouped, and a single customer is one segment", () => {
    expect(() => groupByRfm(valuesOf([]), rfmRequestOf("eleven"))).toThrow("0 customers");
    expect(groupByRfm(valuesOf([[3, 1, 500]]), rfmRequestOf("eleven")).names).toHaveLength(1);
  });
});
