import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

type Line = Record<string, string>;

/** The lines of a shop's files by file name. */
export type ShopLines = ReadonlyMap<string, readonly Line[]>;

export const readShop = (folder: string): ShopLines =>
  new Map(readdirSync(folder).map((name) => [name, parse(readFileSync(path.join(folder, name)), { columns: true, bom: true }) as Line[]]));

export function writeShop(shop: ShopLines, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of shop) writeFileSync(path.join(folder, name), stringify([...lines], { header: true }));
  return folder;
}

/** The files as they would have been written at the end of a day: what happened later is not in them. */
export function filesUntil(shop: ShopLines, day: string): ShopLines {
  const isLater = (moment: string | undefined): boolean => (moment ?? "").slice(0, 10) > day;
  const orders = (shop.get("olist_orders_dataset.csv") ?? [])
    .filter((line) => !isLater(line.order_purchase_timestamp))
    .map((line) => (isLater(line.order_delivered_customer_date) ? { ...line, order_delivered_customer_date: "" } : line));
  const known = new Set(orders.map((line) => line.order_id));
  const accounts = new Set(orders.map((line) => line.customer_id));
  const isKnown = (name: string, line: Line): boolean =>
    (line.order_id === undefined || known.has(line.order_id)) &&
    (name !== "olist_customers_dataset.csv" || accounts.has(line.customer_id)) && !isLater(line.review_creation_date);
  return new Map([...shop].map(([name, lines]) => [name, name === "olist_orders_dataset.csv" ? orders : lines.filter((line) => isKnown(name, line))]));
}

const dayOf = (moment: string | undefined): string => (moment ?? "").slice(0, 10);

/** A day, and the customer whose page tells it from other days. */
export type TellingDay = { day: string; customer: string };

function ordersByCustomer(shop: ShopLines): Map<string, Line[]> {
  const homes = new Map((shop.get("olist_customers_dataset.csv") ?? []).map((line) => [line.customer_id, line]));
  const orders = (shop.get("olist_orders_dataset.csv") ?? []).map((line) => ({ ...homes.get(line.customer_id), ...line }) as Line);
  const byTime = orders.sort((a, b) => ((a.order_purchase_timestamp ?? "") < (b.order_purchase_timestamp ?? "") ? -1 : 1));
  return Map.groupBy(byTime, (line) => line.customer_unique_id ?? "");
}

/** A day after the first and before the second review of an order, so that only a shop of that day shows the first. */
export function dayBetweenReviews(shop: ShopLines): TellingDay {
  const reviews = Map.groupBy(shop.get("olist_order_reviews_dataset.csv") ?? [], (line) => line.order_id ?? "");
  for (const [customer, orders] of ordersByCustomer(shop)) {
    for (const order of orders) {
      const [first, second] = (reviews.get(order.order_id ?? "") ?? []).map((line) => dayOf(line.review_creation_date)).sort();
      if (first !== undefined && second !== undefined && first < second) return { day: first, customer };
    }
  }
  throw new Error("no order has two reviews");
}

/** The day of the first order of somebody who later ordered from another place. */
export function dayBeforeMove(shop: ShopLines): TellingDay {
  for (const [customer, [first, second]] of ordersByCustomer(shop)) {
    const day = dayOf(first?.order_purchase_timestamp);
    if (second !== undefined && first?.customer_zip_code_prefix !== second.customer_zip_code_prefix && day < dayOf(second.order_purchase_timestamp)) return { day, customer };
  }
  throw new Error("nobody moved");
}

/** Somebody with several orders by a day. */
export function regularOf(shop: ShopLines, day: string): TellingDay {
  for (const [customer, [, second]] of ordersByCustomer(shop)) if (second !== undefined && dayOf(second.order_purchase_timestamp) <= day) return { day, customer };
  throw new Error("nobody ordered twice");
}
