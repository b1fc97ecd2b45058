import { expect, test } from "vitest";
import {
  dayOf,
  firstOrderDay,
  lastOrderDay,
  ordersPerDay,
  ordersPerMonth,
  weekdayOf,
} from "@/lib/sample/calendar";
import { orderCounts, purchaseTimes } from "@/lib/sample/purchase-plan";
import { randomStream } from "@/lib/sample/random";
import { countBy } from "./read-shop";

test("at Olist's size the customers by number of orders are the published ones exactly", () => {
  const countOf = orderCounts(96_096, 1);
  const counts = countBy(
    Array.from({ length: 96_096 }, (_, i) => countOf(i)),
    String,
  );
  expect(Object.fromEntries(counts)).toEqual({
    1: 93_099,
    2: 2745,
    3: 203,
    4: 30,
    5: 8,
    6: 6,
    7: 3,
    9: 1,
    17: 1,
  });
});

test("a shop of one customer is possible", () => {
  expect(orderCounts(1, 5)(0)).toBe(1);
});

test("orders per month add up to Olist's 99,441, and days add up to their month", () => {
  expect(ordersPerMonth.reduce((sum, [, , orders]) => sum + orders, 0)).toBe(99_441);
  const perDay = ordersPerDay();
  expect(perDay.length).toBe(lastOrderDay - firstOrderDay + 1);
  const november = perDay.slice(dayOf(2017, 11, 1) - firstOrderDay, dayOf(2017, 12, 1) - firstOrderDay);
  expect(november.reduce((sum, orders) => sum + orders, 0)).toBeCloseTo(7544, 6);
});

test("Black Friday is the busiest day and the strike halves a May Thursday", () => {
  const perDay = ordersPerDay();
  const on = (year: number, month: number, day: number) =>
    perDay[dayOf(year, month, day) - firstOrderDay] ?? 0;
  expect(Math.max(...perDay)).toBe(on(2017, 11, 24));
  expect(weekdayOf(dayOf(2017, 11, 24))).toBe(4);
  expect(on(2018, 5, 31) / on(2018, 5, 17)).toBeCloseTo(0.5, 6);
  expect(on(2016, 11, 15)).toBe(0);
});

test("a customer's orders are ascending and as many as asked, however many", () => {
  const draw = purchaseTimes();
  const random = randomStream(2, 2);
  for (const orders of [1, 2, 3, 5, 9, 17]) {
    const times = draw(random, orders);
    expect(times).toHaveLength(orders);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});
