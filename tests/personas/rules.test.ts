import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixOf, type Shopper } from "../support/shops";
import { simplified } from "@/lib/personas/boxes";
import { ruleWords } from "@/lib/personas/rule-words";
import { personaRules } from "@/lib/personas/rules";
import { createRandom } from "@/lib/stats/random";
import type { FeatureName } from "@/lib/types/features";
import type { RuleCondition } from "@/lib/types/quality";

const money = { currency: "BRL", minorUnits: 2, locale: "en" };
const features = ["recencyDays", "orderCount", "revenueCents"] as const satisfies readonly FeatureName[];
const random = createRandom(9);
const shoppers: Shopper[] = Array.from({ length: 2000 }, () => ({
  recencyDays: Math.floor(random() * 600),
  orderCount: random() < 0.1 ? 2 : 1,
  averageOrderCents: 1000 + Math.floor(random() * 40_000),
}));
const matrix = matrixOf(shoppers, features);
const rulesOf = (labels: number[], k: number) => personaRules({ matrix, labels: Int32Array.from(labels), k, features }, { seed: 1, money });

function holds(branches: readonly (readonly RuleCondition[])[], customer: Partial<Record<FeatureName, number>>): boolean {
  return branches.some((branch) => branch.every(({ feature, relation, value }) => (relation === "at most") === ((customer[feature] ?? NaN) <= value)));
}

describe("a persona's rule", () => {
  test("finds the planted one, and its counts are those of all customers", () => {
    const labels = shoppers.map(({ recencyDays, orderCount }) => (orderCount === 1 && recencyDays > 380 ? 1 : 0));
    const [, rule] = rulesOf(labels, 2);
    if (rule?.kind !== "rule") throw new Error("no rule");
    expect(rule.words).toBe("Ordered once, last ordered more than 380 days ago.");
    const members = labels.filter((label) => label === 1).length;
    expect(rule.fidelity).toMatchObject({ members, picked: members, hits: members, precision: 1, recall: 1, judgedCustomers: 2000 });
  });

  test("its structure picks exactly the customers its counts say", () => {
    const labels = shoppers.map(({ recencyDays, averageOrderCents }) => (recencyDays + averageOrderCents / 100 > 500 ? 1 : 0));
    for (const [segment, rule] of rulesOf(labels, 2).entries()) {
      if (rule?.kind !== "rule") throw new Error("no rule");
      const picked = shoppers.map(({ recencyDays, orderCount, averageOrderCents }) =>
        holds(rule.branches, { recencyDays, orderCount, revenueCents: orderCount * averageOrderCents }));
      expect(picked.filter(Boolean)).toHaveLength(rule.fidelity.picked);
      expect(picked.filter((isPicked, i) => isPicked && labels[i] === segment)).toHaveLength(rule.fidelity.hits);
      expect(rule.fidelity.precision).toBeGreaterThanOrEqual(0.6);
      expect(rule.fidelity.recall).toBeGreaterThanOrEqual(0.6);
    }
  });

  test("is refused where members are like everybody: the statement stands instead, with what it missed", () => {
    const coin = createRandom(2);
    const [, rule] = rulesOf(shoppers.map(() => (coin() < 0.2 ? 1 : 0)), 2);
    expect(rule).toMatchObject({ kind: "none", words: "No short rule describes them." });
    expect(Math.min(rule?.fidelity?.precision ?? 1, rule?.fidelity?.recall ?? 1)).toBeLessThan(0.6);
  });

  test("a lone segment needs none", () => {
    expect(rulesOf(shoppers.map(() => 0), 1)).toEqual([null]);
  });
});

describe("words", () => {
  const condition = (feature: FeatureName, relation: RuleCondition["relation"], value: number): RuleCondition => ({ feature, relation, value });

  test.each([
    [[condition("orderCount", "at most", 1)], "Ordered once."],
    [[condition("orderCount", "above", 1)], "Ordered twice or more."],
    [[condition("orderCount", "above", 1), condition("orderCount", "at most", 2)], "Ordered twice."],
    [[condition("orderCount", "at most", 3)], "Ordered at most 3 times."],
    [[condition("recencyDays", "above", 120), condition("recencyDays", "at most", 380)], "Last ordered 120 to 380 days ago."],
    [[condition("revenueCents", "at most", 6000), condition("recencyDays", "at most", 90)], "Last ordered within 90 days, spent at most R$ 60.00."],
    [[condition("itemCount", "above", 2)], "Items bought more than 2."],
  ])("%# are plain", (branch, words) => {
    expect(ruleWords([branch], money).replaceAll("\u00a0", " ")).toBe(words);
  });
});

describe("simplifying", () => {
  const number = fc.integer({ min: 0, max: 6 });
  const condition = fc.record({ feature: fc.constantFrom(...features), relation: fc.constantFrom("at most" as const, "above" as const), value: number });

  test("never changes who is picked, and never adds a branch", () => {
    const customer = fc.record({ recencyDays: number, orderCount: number, revenueCents: number });
    fc.assert(
      fc.property(fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.array(customer, { minLength: 20, maxLength: 20 }), (branches, customers) => {
        const short = simplified(branches);
        expect(short.length).toBeLessThanOrEqual(branches.length);
        for (const one of customers) expect(holds(short, one)).toBe(holds(branches, one));
      }),
    );
  });

  test("neighbours that differ in one interval become one", () => {
    const branch = (above: number, atMost: number): RuleCondition[] => [
      { feature: "recencyDays", relation: "above", value: above }, { feature: "recencyDays", relation: "at most", value: atMost }, { feature: "revenueCents", relation: "at most", value: 9 },
    ];
    expect(simplified([branch(0, 180), branch(180, 190)])).toEqual([[
      { feature: "recencyDays", relation: "above", value: 0 }, { feature: "recencyDays", relation: "at most", value: 190 }, { feature: "revenueCents", relation: "at most", value: 9 },
    ]]);
  });
});
