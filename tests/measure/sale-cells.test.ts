import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutAtMonths } from "@/lib/measure/sale-cells";
import { startOfMonth } from "@/lib/stats/civil-date";

const january = 2018 * 12;
const first = startOfMonth(january);

describe("whole months", () => {
  test("a span from the middle of one month to the middle of another has whole months and two ends", () => {
    expect(cutAtMonths({ from: first + 10, to: first + 70 }, first + 400)).toEqual({
      months: { first: january + 1, last: january + 1 },
      edges: [{ from: first + 10, to: first + 30 }, { from: first + 59, to: first + 70 }],
    });
  });
  test("the month of the day looked at is whole up to that day", () => {
    expect(cutAtMonths({ from: first, to: first + 500 }, first + 40)).toEqual({ months: { first: january, last: january + 1 }, edges: [] });
  });
  test("within a month there is none, and after the day looked at there is nothing", () => {
    expect(cutAtMonths({ from: first + 3, to: first + 9 }, first + 100)).toEqual({ months: null, edges: [{ from: first + 3, to: first + 9 }] });
    expect(cutAtMonths({ from: first + 9, to: first + 20 }, first + 3)).toEqual({ months: null, edges: [] });
  });
  test("months and ends hold every known day of the span once", () => {
    fc.assert(fc.property(fc.integer({ min: -2000, max: 30_000 }), fc.nat(900), fc.integer({ min: -40, max: 900 }), (from, length, after) => {
      const asOf = from + after;
      const { months, edges } = cutAtMonths({ from, to: from + length }, asOf);
      const whole = months === null ? [] : [{ from: startOfMonth(months.first), to: Math.min(startOfMonth(months.last + 1) - 1, asOf) }];
      const days = [...edges, ...whole].sort((a, b) => a.from - b.from).flatMap((part) => Array.from({ length: part.to - part.from + 1 }, (_, i) => part.from + i));
      expect(days).toEqual(Array.from({ length: Math.max(0, Math.min(length, after) + 1) }, (_, i) => from + i));
    }));
  });
});
