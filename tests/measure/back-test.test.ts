import { expect, test } from "vitest";
import { backTest } from "@/lib/measure/back-test";

const rows = [
  { customer_key: 1, orders: 2, revenue_cents: 7000 },
  { customer_key: 3, orders: 1, revenue_cents: 500 },
];

test("a back-test counts those picked, who of them bought again and what they spent, beside everybody of that day", () => {
  expect(backTest([1, 2], rows, 5)).toEqual({
    members: { customers: 2, buyers: 1, orders: 2, revenueCents: 7000 },
    everybody: { customers: 5, buyers: 2, orders: 3, revenueCents: 7500 },
  });
});

test("nobody picked bought nothing, and nobody bought after the last day", () => {
  expect(backTest([], rows, 5).members).toEqual({ customers: 0, buyers: 0, orders: 0, revenueCents: 0 });
  expect(backTest([1, 2], [], 5).everybody).toEqual({ customers: 5, buyers: 0, orders: 0, revenueCents: 0 });
});
