import { describe, expect, test } from "vitest";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { mlKMeansEngine as engine } from "@/lib/cluster/ml-kmeans-engine";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import type { ResolvedRequest } from "@/lib/personas/segmentation-input";
import { createRandom } from "@/lib/stats/random";
import { inputOf, type Shopper } from "../support/shops";

/** Four kinds of customers, well apart, in mixed order. */
function shoppers(): Shopper[] {
  const random = createRandom(4);
  const kinds = [[20, 1, 5_000], [400, 1, 5_000], [40, 4, 9_000], [300, 1, 60_000]] as const;
  return Array.from({ length: 200 }, (_, i) => {
    const [days, orderCount, cents] = kinds[i % 4] ?? kinds[0];
    return { recencyDays: days + Math.floor(random() * 15), orderCount, averageOrderCents: cents + 100 * Math.floor(random() * 10) };
  });
}

const people = shoppers();
const changes: Record<string, Partial<ResolvedRequest>> = { "k-means": { k: 4, balance: "none", nInit: 5 }, RFM: { method: "rfm" }, tiers: { method: "tiers", k: 3 } };

async function segmented(of: readonly Shopper[], request: Partial<ResolvedRequest>) {
  const { run, memberships } = await computeSegmentation(inputOf(of, request), engine);
  return { labels: [...memberships.segments], named: run.segments.map(({ name, customers, customerShare, revenueShare }) => ({ name, customers, customerShare, revenueShare })) };
}
const shares = ({ named }: Awaited<ReturnType<typeof segmented>>) => named.map(({ name, customerShare, revenueShare }) => [name, customerShare.toFixed(9), revenueShare.toFixed(9)]).sort();

describe.each(Object.entries(changes))("%s", (_, request) => {
  test("customers in another order, under other keys: the same groups and names", async () => {
    const [before, after] = [await segmented(people, request), await segmented(people.toReversed(), request)];
    expect(adjustedRandIndex(after.labels.toReversed(), before.labels)).toBe(1);
    expect(shares(after)).toEqual(shares(before));
  });

  test("ten times the amounts: the same groups, names and shares", async () => {
    const [before, after] = [await segmented(people, request), await segmented(people.map((one) => ({ ...one, averageOrderCents: one.averageOrderCents * 10 })), request)];
    expect(adjustedRandIndex(after.labels, before.labels)).toBe(1);
    expect(shares(after)).toEqual(shares(before));
  });

  test("everything some days later: the same groups, names and shares", async () => {
    const [before, after] = [await segmented(people, request), await segmented(people, { ...request, asOf: 18_000 + 364 })];
    expect(after).toEqual(before);
  });

  test("everybody twice: the same names and shares of twice as many", async () => {
    const [before, after] = [await segmented(people, request), await segmented([...people, ...people], request)];
    expect(adjustedRandIndex(after.labels.slice(0, people.length), before.labels)).toBe(1);
    expect(after.labels.slice(people.length)).toEqual(after.labels.slice(0, people.length));
    expect(shares(after)).toEqual(shares(before));
  });
});
