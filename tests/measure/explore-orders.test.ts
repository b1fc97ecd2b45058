import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountFigure, binsFor, binsOf, busyHours, dayFigure, hourFigure, monthFigure, statusFigure } from "@/lib/measure/explore-orders";
import { isBlackFriday, peakDay } from "@/lib/measure/peak-day";
import { dayOf } from "@/lib/stats/civil-date";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };
const date = (year: number, month: number, dayOfMonth: number): number => dayOf({ year, month, dayOfMonth });
const flat = (from: number, count: number, orders: number) => Array.from({ length: count }, (_, i) => ({ day: from + i, orders }));

describe("the day that stands out", () => {
  test("Black Friday is the day after the fourth Thursday of November", () => {
    expect([date(2016, 11, 25), date(2017, 11, 24), date(2018, 11, 23)].map(isBlackFriday)).toEqual([true, true, true]);
    expect([date(2017, 11, 23), date(2017, 11, 17), date(2017, 12, 22), date(2018, 11, 30)].some(isBlackFriday)).toBe(false);
  });

  test("a spike of six times the usual is found and named", () => {
    const days = flat(date(2017, 10, 1), 90, 150);
    const friday = days.findIndex((one) => one.day === date(2017, 11, 24));
    days[friday] = { day: date(2017, 11, 24), orders: 1150 };
    expect(peakDay(days)).toEqual({ day: date(2017, 11, 24), orders: 1150, usual: 150, isBlackFriday: true });
  });

  test("an even run, ordinary noise, growth and too few days have none", () => {
    expect(peakDay(flat(17_000, 90, 150))).toBeNull();
    expect(peakDay(flat(17_000, 90, 0).map((one, i) => ({ ...one, orders: 150 + ((i * 37) % 41) })))).toBeNull();
    expect(peakDay(flat(17_000, 90, 0).map((one, i) => ({ ...one, orders: 10 + 3 * i })))).toBeNull();
    expect(peakDay([{ day: 1, orders: 1 }, { day: 2, orders: 900 }])).toBeNull();
    expect(peakDay([])).toBeNull();
  });

  test("days without orders count as zero, so a lone busy day among few stands out", () => {
    const days = [{ day: 100, orders: 1 }, { day: 120, orders: 40 }, { day: 140, orders: 1 }];
    expect(peakDay(days)?.usual).toBe(0);
  });

  test("its figure calls out the row of the day, gaps filled with none", () => {
    const sales = flat(17_400, 60, 20).filter((one) => one.day !== 17_405).map((one) => ({ ...one, month: 0, revenue_cents: one.orders * 100 }));
    const figure = dayFigure(sales.map((one) => (one.day === 17_430 ? { ...one, orders: 300 } : one)), style);
    expect(figure.table.rows[5]).toEqual([17_405, 0, 0]);
    expect(figure.callout?.row).toBe(30);
    expect(figure.finding).toContain("300 orders, 15.0× a usual day");
  });
});

test("the busy hours are the shortest run with three quarters of the orders, also past midnight", () => {
  const byHour = Array.from({ length: 24 }, (_, hour) => (hour >= 22 || hour < 2 ? 100 : 1));
  expect(busyHours(byHour)).toMatchObject({ from: 22, to: 1, length: 4 });
  expect(busyHours(new Array<number>(24).fill(10))).toMatchObject({ length: 18 });
  expect(busyHours(new Array<number>(24).fill(0))).toMatchObject({ length: 24, share: 1 });
});

test("a weekday is named from five points and three standard errors on", () => {
  const even = Array.from({ length: 168 }, (_, i) => ({ weekday: Math.floor(i / 24), hour: i % 24, orders: 50 }));
  expect(hourFigure(even, "en").finding).toBe("Orders come at all hours; no weekday stands out by five points");
  const busyMonday = even.map((row) => (row.weekday === 0 ? { ...row, orders: 100 } : row));
  expect(hourFigure(busyMonday, "en").finding).toContain("more on Mon");
  const few = even.map((row) => ({ ...row, orders: row.weekday === 0 && row.hour === 3 ? 2 : row.hour === 3 ? 1 : 0 }));
  expect(hourFigure(few, "en").finding).toContain("no weekday stands out");
});

test("the bins are round, about twenty up to the 95 % quantile", () => {
  expect(binsFor(45_910)).toEqual({ width: 2500, cap: 47_500 });
  expect(binsFor(100)).toEqual({ width: 5, cap: 100 });
  expect(binsFor(0)).toEqual({ width: 1, cap: 1 });
});

test("fine bins of 1, 5, 50 ... put together are the wider bins, whatever the amounts", () => {
  const asked = fc.record({ p95: fc.integer({ min: 0, max: 3_000_000 }), amounts: fc.array(fc.integer({ min: 0, max: 9_000_000 }), { maxLength: 40 }) });
  fc.assert(fc.property(asked, ({ p95, amounts }) => {
    const fine = p95 < 200 ? 1 : 5 * 10 ** (Math.floor(Math.log10(p95 / 2)) - 2);
    const open = p95 - (p95 % fine) + 20 * fine;
    const bins = binsFor(p95);
    const lowOf = (amount: number) => Math.min(bins.cap, amount - (amount % bins.width));
    const known = { cases: 1, total: 1, highest: 1, p1: 0, p5: 0, p10: 0, p25: 0, p50: 0, p75: 0, p90: 0, p95, p99: p95 };
    const rows = amounts.map((amount) => ({ ...known, low: Math.min(open, amount - (amount % fine)), orders: 1, amount })).sort((a, b) => a.low - b.low);
    const found = new Map(binsOf(rows, bins).map((bin) => [bin.low_cents, bin.orders]));
    const wanted = Map.groupBy(amounts, lowOf);
    expect([...found].sort((a, b) => a[0] - b[0])).toEqual([...wanted].map(([low, own]) => [low, own.length]).sort((a, b) => Number(a[0]) - Number(b[0])));
  }));
});

test("half of all orders lie between the quartiles; a bin without orders is drawn as none", () => {
  const quantiles = { cases: 4, total: 20_000, highest: 12_000, p1: 1000, p5: 1000, p10: 1000, p25: 1000, p50: 3000, p75: 4000, p90: 12_000, p95: 12_000, p99: 12_000 };
  const figure = amountFigure([{ low_cents: 0, orders: 1, amount_cents: 1000 }, { low_cents: 10_000, orders: 3, amount_cents: 19_000 }], quantiles, 5000, style);
  expect(figure.finding).toBe("Half of all orders cost R$\u00a010 to R$\u00a040; one in a hundred costs R$\u00a0120 or more");
  expect(figure.table.rows).toEqual([[0, 1, 0.25, 1000], [5000, 0, 0, 0], [10_000, 3, 0.75, 19_000]]);
  expect(amountFigure([], undefined, 1, style)).toMatchObject({ finding: "No sales to measure", callout: null });
});

test("every month between the first and the last is listed, an empty one as none", () => {
  const figure = monthFigure([{ day: 1, month: 24_200, orders: 2, revenue_cents: 500 }, { day: 70, month: 24_202, orders: 1, revenue_cents: 100 }], style);
  expect(figure.table.rows).toEqual([[24_200, 2, 500, 250], [24_201, 0, 0, null], [24_202, 1, 100, 100]]);
  expect(monthFigure([], style).finding).toBe("No sales in these months");
});

test("the share that never became a sale counts every status outside the sale statuses", () => {
  const figure = statusFigure([{ status: "delivered", orders: 97, amount_cents: 1 }, { status: "canceled", orders: 3, amount_cents: 1 }], ["delivered"], style);
  expect(figure.finding).toBe("97.0% of orders are delivered; 3.0% never became a sale");
});
