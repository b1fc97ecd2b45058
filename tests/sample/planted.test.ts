import { expect, test } from "vitest";
import { plantedGroups } from "@/lib/sample/planted";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import { transformSpec } from "@/lib/features/transform-spec";
import type { FeatureMatrix, Points } from "@/lib/types/features";
import { daysAt, rowsOf, shareBy, shopTexts } from "./read-shop";
import type { Row } from "./read-shop";

const texts = shopTexts({ customers: 3000, seed: 4, profile: "planted" });
const truth = rowsOf(texts, "planted_groups.csv");

const day = (row: Row) => Math.floor(daysAt(row.order_purchase_timestamp));

/** The three features of the default segmentation, one row a person in the order of the truth file. */
function features(): FeatureMatrix {
  const accounts = rowsOf(texts, "olist_customers_dataset.csv");
  const personOf = new Map(accounts.map((row) => [row.customer_id, row.customer_unique_id ?? ""]));
  const cents = new Map<string, number>();
  for (const row of rowsOf(texts, "olist_order_payments_dataset.csv")) {
    const id = row.order_id ?? "";
    cents.set(id, (cents.get(id) ?? 0) + Math.round(Number(row.payment_value) * 100));
  }
  const orders = rowsOf(texts, "olist_orders_dataset.csv");
  const asOf = Math.max(...orders.map(day));
  const byPerson = Map.groupBy(orders, (row) => personOf.get(row.customer_id ?? "") ?? "");
  const values = truth.flatMap((row) => {
    const list = byPerson.get(row.customer_unique_id ?? "") ?? [];
    const revenue = list.reduce((sum, order) => sum + (cents.get(order.order_id ?? "") ?? 0), 0);
    return [asOf - Math.max(...list.map(day)), list.length, revenue];
  });
  return {
    customerKeys: Float64Array.from(truth, (_, i) => i + 1),
    featureNames: ["recencyDays", "orderCount", "revenueCents"],
    values: Float64Array.from(values),
  };
}

/** In the space of the default preset. */
function points(): Points {
  const matrix = features();
  return applyTransform(matrix, fitTransform(matrix, transformSpec("default", null)));
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, j) => value - (b[j] ?? 0)));

test("the side file names one group for every person, in the planted shares", () => {
  expect(truth).toHaveLength(3000);
  const shares = shareBy(truth, (row) => row.group ?? "");
  for (const group of plantedGroups)
    expect(Math.abs((shares.get(group.name) ?? 0) - group.share)).toBeLessThan(0.03);
});

test("groups are islands: the widest is a third as wide as the gap to its nearest neighbour", () => {
  const { values, d } = points();
  const pointOf = (i: number) => [...values.subarray(i * d, (i + 1) * d)];
  const groups = [...Map.groupBy(truth.keys(), (i) => truth[i]?.group ?? "").values()].map((rows) => {
    const members = rows.map(pointOf);
    const centre = [0, 1, 2].map(
      (j) => members.reduce((sum, point) => sum + (point[j] ?? 0), 0) / members.length,
    );
    return { centre, radius: Math.max(...members.map((point) => distance(point, centre))) };
  });
  expect(groups).toHaveLength(plantedGroups.length);
  for (const [i, a] of groups.entries()) {
    for (const b of groups.slice(i + 1)) {
      expect(distance(a.centre, b.centre)).toBeGreaterThan(3 * Math.max(a.radius, b.radius));
    }
  }
});

test("k-means on the default preset finds the planted groups: adjusted Rand index at least 0.95", async () => {
  const fit = await mlKMeansEngine.fit({ points: points(), k: plantedGroups.length, seed: 1, nInit: 10 });
  const names = plantedGroups.map((group) => group.name);
  const groups = Int32Array.from(truth, (row) => names.indexOf(row.group ?? ""));
  expect(adjustedRandIndex(fit.labels, groups)).toBeGreaterThanOrEqual(0.95);
});

test("every planted order is delivered, so no filter of statuses changes the groups", () => {
  expect(new Set(rowsOf(texts, "olist_orders_dataset.csv").map((row) => row.order_status))).toEqual(
    new Set(["delivered"]),
  );
});
