import { describe, expect, test } from "vitest";
import { cityFigure, rankFindings, stateFigure } from "@/lib/measure/explore-places";
import { installmentFigure, paymentTypeFigure, paymentValueFigure } from "@/lib/measure/explore-payments";
import { deliveryFigure, lateMonthFigure, lateStateFigure, reviewFigure } from "@/lib/measure/explore-service";
import { meansZ } from "@/lib/measure/explore-sums";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };
const space = "\u00a0";

describe("payments", () => {
  test("the published payments read 74% by card", () => {
    const rows = [["credit_card", 76_795, 1_254_208_419], ["boleto", 19_784, 286_936_127], ["voucher", 5775, 37_943_687], ["debit_card", 1529, 21_798_979]] as const;
    const figure = paymentTypeFigure(rows.map(([type, payments, amount_cents]) => ({ type, payments, amount_cents })), style);
    expect(figure.finding).toBe("74% of payments and 78% of their value are by card");
    expect(figure.table.rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBeCloseTo(1, 12);
    expect(paymentTypeFigure([], style).finding).toBe("No payments are known");
  });

  const parts = (n: number, at: number, spread: number) => ({ payments: n, amount_cents: n * at, amount_squared: n * (at * at + spread * spread) });

  test("instalments are said to be dearer only beyond chance and five percent", () => {
    const clear = installmentFigure([{ installments: 1, ...parts(500, 9600, 4000) }, { installments: 3, ...parts(500, 20_000, 8000) }], style);
    expect(clear.finding).toBe(`50% are paid in instalments, R$${space}200 on average, against R$${space}96 at once`);
    const alike = installmentFigure([{ installments: 1, ...parts(5, 9600, 4000) }, { installments: 3, ...parts(5, 11_000, 8000) }], style);
    expect(alike.finding).toBe("50% are paid in instalments, in amounts like those paid at once");
    expect(installmentFigure([], style).finding).toBe("No payments in instalments are known");
  });

  test("types are told apart by their medians only where their quartiles allow it", () => {
    const row = (kind: string, cases: number, p50: number) => ({ kind, cases, total: 0, highest: 90_000, p1: 1, p5: 1, p10: 1, p25: p50 - 3000, p50, p75: p50 + 3000, p90: 1, p95: 1, p99: 1 });
    expect(paymentValueFigure([row("credit_card", 900, 10_700), row("voucher", 900, 3900)], style).finding).toBe(`The middle payment is R$${space}107.00 by card and R$${space}39.00 by voucher`);
    expect(paymentValueFigure([row("credit_card", 40, 10_700), row("voucher", 40, 10_600)], style).finding).toContain("alike");
    expect(paymentValueFigure([row("credit_card", 900, 10_700), row("voucher", 3, 10)], style).finding).toContain("alike");
  });
});

describe("service", () => {
  test("the published review means read 4.29 when early and 1.70 when over seven days late", () => {
    const of = (lateness: number, reviews: number, mean: number) => ({ lateness, orders: reviews, reviews, review_sum: reviews * mean, review_squared: reviews * (mean * mean + 1), ones: 0 });
    const rows = [of(0, 88_653, 4.29), of(1, 1291, 4.03), of(2, 1360, 3.51), of(3, 2252, 2.23), of(4, 2797, 1.7), of(5, 900, 1.5)];
    expect(reviewFigure(rows, "en").finding).toBe("The review score falls from 4.29 when early to 1.70 when over 7 days late");
    expect(reviewFigure([of(0, 12, 4.1), of(4, 12, 4)], "en").finding).toBe("Reviews do not follow lateness, beyond chance");
    expect(reviewFigure([], "en").finding).toBe("Reviews do not follow lateness, beyond chance");
  });

  const served = (delivered: number, late: number) => ({ delivered, late, days_known: delivered, days_sum: delivered * 10, reviews: 0, review_sum: null });

  test("a month is the worst only beyond chance and five points", () => {
    const rows = [{ month: 24_217, ...served(5000, 400) }, { month: 24_218, ...served(7000, 1500) }];
    expect(lateMonthFigure(rows, "en").finding).toBe("Mar 2018 was the worst month: 21.4% late, against 15.8% overall");
    expect(lateMonthFigure([{ month: 1, ...served(10, 1) }, { month: 2, ...served(10, 2) }], "en").callout).toBeNull();
    expect(lateMonthFigure([], "en").overall).toBe(0);
  });

  test("states with few deliveries are left out, worse ones named, most late first", () => {
    const figure = lateStateFigure([{ state: "SP", ...served(9000, 540) }, { state: "AL", ...served(400, 96) }, { state: "MA", ...served(700, 140) }, { state: "RR", ...served(4, 4) }], "en");
    expect(figure.finding).toBe("Deliveries to AL and MA are late more often");
    expect(figure.table.rows.map((row) => row[0])).toEqual(["AL", "MA", "SP"]);
  });

  test("delivery days are whole, their slowest hundredth in one bar", () => {
    const rows = [...Array.from({ length: 20 }, (_, i) => ({ days: i + 1, orders: 10 })), { days: 90, orders: 1 }];
    const figure = deliveryFigure(rows, "en");
    expect(figure.finding).toBe("Half of all deliveries take 11 days or less; one in ten takes 19 or more");
    expect(figure.table.rows.at(-1)?.slice(0, 2)).toEqual([21, 1]);
    expect(figure.table.rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(201);
    expect(deliveryFigure([], "en")).toMatchObject({ finding: "No deliveries are known", callout: null });
  });
});

describe("places", () => {
  test("the largest state leads the finding, with its share of all customers", () => {
    const of = (state: string, customers: number) => ({ state, customers, repeat_customers: 1, orders: customers, revenue_cents: 100, revenue_squared: 1, delivered: 0, late: 0, reviews: 0, review_sum: null, review_squared: null });
    const figure = stateFigure([of("SP", 420), of("RJ", 128), of("MG", 118), of("RS", 334)], style);
    expect(figure.finding).toBe("42.0% of customers are in SP, then RJ 12.8% and MG 11.8%");
    expect(figure.table.rows[0]?.slice(-2)).toEqual([null, null]);
    expect(stateFigure([], style).finding).toBe("No place is known");
  });

  test("rates name a state only beyond chance and five points or percent; a handful of customers names nothing", () => {
    const of = (state: string, customers: number, late: number, average: number) => ({ state, customers, repeat_customers: 0, orders: customers, revenue_cents: customers * average, revenue_squared: customers * (average ** 2 + 1e6), delivered: customers, late, reviews: customers, review_sum: customers * 4, review_squared: customers * 17 });
    const found = rankFindings([of("SP", 900, 45, 15_000), of("AL", 400, 96, 20_000), of("RR", 5, 5, 90_000)], style);
    expect(found).toEqual({
      customers: "Most customers: SP, 900", orders: "Most orders: SP, 900", revenue: `Most revenue: SP, R$${space}135,000`, averageOrder: `Dearest orders: AL, R$${space}200.00`,
      repeatRate: "No state stands out in repeat purchase, beyond chance", lateShare: "Most often late: AL, 24.0%", review: "No state stands out in review scores, beyond chance",
    });
  });

  test("cities are written as names; one without coordinates is no point on the map", () => {
    const figure = cityFigure([{ state: "SP", city: "sao paulo", customers: 156, orders: 160, revenue_cents: 1, lat: -23.5, lng: -46.6 }, { state: "RJ", city: "rio de janeiro", customers: 44, orders: 50, revenue_cents: 1, lat: null, lng: null }], 1000, "en");
    expect(figure.finding).toBe("15.6% of customers are in Sao Paulo; the ten largest cities hold 20.0%");
    expect(figure.table.rows[1]?.[0]).toBe("Rio de Janeiro");
    expect(figure.points).toEqual([{ city: "Sao Paulo", state: "SP", customers: 156, lat: -23.5, lng: -46.6 }]);
  });
});

test("two means differ by Welch's standard error; too few cases differ by nothing", () => {
  expect(meansZ({ n: 2, sum: 2, squares: 4 }, { n: 2, sum: 10, squares: 52 })).toBeCloseTo(-4 / Math.sqrt(2), 12);
  expect(meansZ({ n: 1, sum: 2, squares: 4 }, { n: 2, sum: 10, squares: 52 })).toBe(0);
  expect(meansZ({ n: 2, sum: 2, squares: 2 }, { n: 2, sum: 4, squares: 8 })).toBe(0);
});
