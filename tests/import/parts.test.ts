import { expect, test } from "vitest";
import { digestOf, isSamePart, type Part, type Parts } from "@/lib/import/parts";

const part = (month: number | null, rows: number, first: string, second: string): Part => ({ month, rows, sums: [first, second] });

test("the digest of a table is the sum of its parts, beyond what a double can hold", () => {
  const whole = [part(null, 5, "36893488147419103233", "7")];
  const months = [part(1, 2, "36893488147419103232", "3"), part(2, 3, "1", "4")];
  expect(digestOf(whole)).toBe("5:36893488147419103233:7");
  expect(digestOf(months)).toBe(digestOf(whole));
  expect(digestOf([])).toBe("0:0:0");
});

test("a month of items is the same only while the orders of the month are", () => {
  const before: Parts = { orders: [part(1, 2, "10", "11")], items: [part(1, 3, "20", "21")], customers: [part(null, 2, "5", "6")] };
  const otherOrders: Parts = { ...before, orders: [part(1, 2, "10", "12")] };
  expect(isSamePart("items", 1, before, before)).toBe(true);
  expect(isSamePart("items", 1, otherOrders, before)).toBe(false);
  expect(isSamePart("orders", 1, otherOrders, before)).toBe(false);
  expect(isSamePart("customers", null, otherOrders, before)).toBe(true);
});

test("a month only one of the two has is never the same", () => {
  const one: Parts = { orders: [part(1, 2, "10", "11")] };
  expect(isSamePart("orders", 2, one, one)).toBe(false);
  expect(isSamePart("orders", 1, one, { orders: [] })).toBe(false);
});
