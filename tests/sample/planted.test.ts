import { expect, test } from "vitest";
import { plantedGroups } from "@/lib/sample/planted";
import { daysAt, rowsOf, shareBy, shopTexts } from "./read-shop";

const texts = shopTexts({ customers: 3000, seed: 4, profile: "planted" });
const truth = rowsOf(texts, "planted_groups.csv");

/** Recency, ln orders and ln spend per person, z-scored: the space in which the groups must lie apart. */
function pointsByPerson(): Map<string, number[]> {
  const accounts = rowsOf(texts, "olist_customers_dataset.csv");
  const personOf = new Map(accounts.map((row) => [row.customer_id, row.customer_unique_id ?? ""]));
  const paid = new Map<string, number>();
  for (const row of rowsOf(texts, "olist_order_payments_dataset.csv")) {
    paid.set(row.order_id ?? "", (paid.get(row.order_id ?? "") ?? 0) + Number(row.payment_value));
  }
  const byPerson = Map.groupBy(
    rowsOf(texts, "olist_orders_dataset.csv"),
    (row) => personOf.get(row.customer_id ?? "") ?? "",
  );
  const raw = [...byPerson].map(([person, list]) => {
    const last = Math.max(...list.map((row) => Math.floor(daysAt(row.order_purchase_timestamp))));
    const spend = list.reduce((sum, row) => sum + (paid.get(row.order_id ?? "") ?? 0), 0);
    return { person, values: [-last, Math.log(list.length), Math.log(spend)] };
  });
  const columns = [0, 1, 2].map((j) => raw.map((row) => row.values[j] ?? NaN));
  const moments = columns.map((column) => {
    const average = column.reduce((sum, value) => sum + value, 0) / column.length;
    return {
      average,
      deviation: Math.sqrt(column.reduce((sum, value) => sum + (value - average) ** 2, 0) / column.length),
    };
  });
  return new Map(
    raw.map(({ person, values }) => [
      person,
      values.map((value, j) => (value - (moments[j]?.average ?? 0)) / (moments[j]?.deviation ?? 1)),
    ]),
  );
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
  const points = pointsByPerson();
  const groups = [...Map.groupBy(truth, (row) => row.group ?? "").values()].map((list) => {
    const members = list.map((row) => points.get(row.customer_unique_id ?? "") ?? []);
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

test("every planted order is delivered, so no filter of statuses changes the groups", () => {
  expect(new Set(rowsOf(texts, "olist_orders_dataset.csv").map((row) => row.order_status))).toEqual(
    new Set(["delivered"]),
  );
});
