import fc from "fast-check";
import { expect, test } from "vitest";
import { civilDate, dayOf, monthOf, startOfMonth } from "@/lib/stats/civil-date";

test("day 0 is 1970-01-01, day 17,772 is 2018-08-29, leap days exist", () => {
  expect(civilDate(0)).toEqual({ year: 1970, month: 1, dayOfMonth: 1 });
  expect(civilDate(17_772)).toEqual({ year: 2018, month: 8, dayOfMonth: 29 });
  expect(civilDate(dayOf({ year: 2024, month: 2, dayOfMonth: 28 }) + 1)).toEqual({
    year: 2024,
    month: 2,
    dayOfMonth: 29,
  });
  expect(civilDate(-1)).toEqual({ year: 1969, month: 12, dayOfMonth: 31 });
});

test("agrees with the platform's calendar and with its own inverse", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      const civil = civilDate(day);
      expect(civil).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        dayOfMonth: date.getUTCDate(),
      });
      expect(dayOf(civil)).toBe(day);
    }),
  );
});

test("months are consecutive, and each begins on a first: August 2018 is 24,223", () => {
  expect(startOfMonth(24_223)).toBe(dayOf({ year: 2018, month: 8, dayOfMonth: 1 }));
  expect([startOfMonth(24_223) - 1, startOfMonth(24_223)].map(monthOf)).toEqual([24_222, 24_223]);
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 40_000 }), (month) => {
      expect(civilDate(startOfMonth(month)).dayOfMonth).toBe(1);
      expect([startOfMonth(month), startOfMonth(month + 1) - 1].map(monthOf)).toEqual([month, month]);
    }),
  );
});
