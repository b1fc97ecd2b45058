import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupByRfm, rfmRequestOf } from "@/lib/cluster/rfm-plan";
import type { RfmRequest } from "@/lib/types/rfm";
import type { RuleCondition } from "@/lib/types/quality";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { rfmRules } from "@/lib/personas/rfm-rule";
import { defaultShop } from "@/lib/types/shop";
import { inputOf, olistLike } from "../support/shops";

const money = { ...defaultShop, locale: "en" };
type Customer = { recencyDays: number; orderCount: number; revenueCents: number };

function rulesOf(customers: readonly Customer[], request: RfmRequest) {
  const column = (feature: keyof Customer) => Float64Array.from(customers, (one) => one[feature]);
  const grouping = groupByRfm({ recencyDays: column("recencyDays"), orderCount: column("orderCount"), revenueCents: column("revenueCents") }, request);
  const sizes = grouping.names.map((_, i) => grouping.labels.filter((label) => label === i).length);
  return { grouping, rules: rfmRules(grouping, sizes, money) };
}

const holds = (customer: Customer, branch: readonly RuleCondition[]): boolean =>
  branch.every(({ feature, relation, value }) => (relation === "above" ? customer[feature as keyof Customer] > value : customer[feature as keyof Customer] <= value));

const customers = fc.array(fc.record({ recencyDays: fc.nat(40), orderCount: fc.integer({ min: 1, max: 6 }), revenueCents: fc.nat(50) }), { minLength: 2, maxLength: 40 });
const shapes = fc.tuple(fc.constantFrom("seven" as const, "eleven" as const), fc.constantFrom(null, "quantile" as const));

describe("the rule of an RFM segment", () => {
  test("picks its members and nobody else, whatever the customers", () => {
    fc.assert(fc.property(customers, shapes, (shop, [table, scoring]) => {
      const { grouping, rules } = rulesOf(shop, { ...rfmRequestOf(table), scoring });
      if (rules.length < 2) return;
      shop.forEach((customer, i) => {
        const picked = rules.flatMap((rule, name) => (rule?.kind === "rule" && rule.branches.some((branch) => holds(customer, branch)) ? [name] : []));
        expect(picked).toEqual([grouping.labels[i]]);
      });
    }));
  });

  test("says its cells in days and orders where the second score is that of orders", () => {
    const shop = Array.from({ length: 40 }, (_, i) => ({ recencyDays: i * 10, orderCount: i % 4 === 0 ? 2 : 1, revenueCents: 100 }));
    const { grouping, rules } = rulesOf(shop, rfmRequestOf("seven"));
    const words = Object.fromEntries(grouping.names.map((name, i) => [name, rules[i]?.words]));
    expect(words).toMatchObject({ Best: "Ordered twice or more, last ordered within 97 days.", Churned: "Ordered once, last ordered more than 292 days ago." });
  });

  test("says its cells as scores where the second is that of orders and spend together", () => {
    const { grouping, rules } = rulesOf(olistLike(400, 1).map((one) => ({ ...one, revenueCents: one.averageOrderCents * one.orderCount })), rfmRequestOf("eleven"));
    const words = rules[grouping.names.indexOf("Promising")]?.words ?? "";
    expect(words).toMatch(/^Last ordered \d+ to \d+ days ago, orders and spend together scored 1 of 5\.$/);
  });
});

test("an RFM run has a silhouette in the space of k-means, for all and for each segment, and an exact rule", async () => {
  const { run } = await computeSegmentation(inputOf(olistLike(400, 2), { method: "rfm" }), mlKMeansEngine);
  expect(run.silhouetteCustomers).toBe(400);
  expect(run.silhouette).toBeGreaterThan(-1);
  expect(run.segments.every(({ silhouette, rule }) => silhouette !== null && rule?.kind === "rule" && rule.isExact)).toBe(true);
  const members = run.segments.reduce((sum, { rule }) => sum + (rule?.fidelity?.members ?? 0), 0);
  expect(members).toBe(400);
});
