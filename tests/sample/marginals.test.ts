import { describe, expect, test } from "vitest";
import { delayClass } from "@/lib/sample/reviews";
import { ordersPerMonth } from "@/lib/sample/calendar";
import { countBy, daysAt, mean, quantile, rowsOf, shareBy, shopTexts } from "./read-shop";
import type { Row } from "./read-shop";

/**
 * The generated shop beside the published figures of the Olist set. Tolerances are
 * those of a shop of 30,000 people: shares within about one and a half points or a
 * tenth of themselves, money within a tenth.
 */
const customers = 30_000;
const scale = customers / 96_096;
const texts = shopTexts({ customers, seed: 2024, profile: "olist" });
const orders = rowsOf(texts, "olist_orders_dataset.csv");
const accounts = rowsOf(texts, "olist_customers_dataset.csv");
const items = rowsOf(texts, "olist_order_items_dataset.csv");
const payments = rowsOf(texts, "olist_order_payments_dataset.csv");
const reviews = rowsOf(texts, "olist_order_reviews_dataset.csv");
const products = rowsOf(texts, "olist_products_dataset.csv");
const personOf = new Map(accounts.map((row) => [row.customer_id, row.customer_unique_id ?? ""]));
const totals = sumBy(payments, "payment_value");
const delivered = orders.filter(
  (row) => row.order_status === "delivered" && row.order_delivered_customer_date !== "",
);

function sumBy(rows: readonly Row[], column: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows)
    sums.set(row.order_id ?? "", (sums.get(row.order_id ?? "") ?? 0) + Number(row[column]));
  return sums;
}

/** Asserts that a figure lies within a share of the published one. */
function expectNear(actual: number | undefined, published: number, tolerance: number, what: string): void {
  const off = Math.abs((actual ?? NaN) - published) / published;
  expect(off, `${what}: ${actual} against ${published}`).toBeLessThanOrEqual(tolerance);
}

describe("when", () => {
  test("orders per month follow the real ones within 12 %, months of at least 1,500", () => {
    const months = countBy(orders, (row) => row.order_purchase_timestamp?.slice(0, 7) ?? "");
    for (const [year, month, published] of ordersPerMonth) {
      if (published < 1500) continue;
      const key = `${year}-${String(month).padStart(2, "0")}`;
      expectNear((months.get(key) ?? 0) / scale, published, 0.12, key);
    }
    expect(months.has("2016-11")).toBe(false);
  });

  test("Black Friday 2017 brings about 1,180 orders at Olist's size", () => {
    const day = orders.filter((row) => row.order_purchase_timestamp?.startsWith("2017-11-24")).length;
    expectNear(day / scale, 1182, 0.15, "Black Friday");
  });

  test("weekdays and hours within one point", () => {
    const weekdays = shareBy(orders, (row) =>
      String((Math.floor(daysAt(row.order_purchase_timestamp)) + 3) % 7),
    );
    const published = [0.16, 0.148, 0.158, 0.153, 0.151, 0.109, 0.121];
    published.forEach((share, day) =>
      expect(Math.abs((weekdays.get(String(day)) ?? 0) - share)).toBeLessThan(0.01),
    );
    const hours = shareBy(orders, (row) => row.order_purchase_timestamp?.slice(11, 13) ?? "");
    expect(Math.abs((hours.get("16") ?? 0) - 6634 / 98_773)).toBeLessThan(0.01);
    expect(Math.abs((hours.get("05") ?? 0) - 182 / 98_773)).toBeLessThan(0.01);
  });
});

describe("who", () => {
  test("3.12 % of the people order again", () => {
    const counts = [...countBy(orders, (row) => personOf.get(row.customer_id ?? "") ?? "").values()];
    expect(counts.filter((count) => count > 1).length / counts.length).toBeCloseTo(0.0312, 4);
  });

  test("three in ten repeats come within a day, three in four within 125 days", () => {
    const times = Map.groupBy(orders, (row) => personOf.get(row.customer_id ?? "") ?? "");
    const gaps = [...times.values()].flatMap((list) => {
      const days = list.map((row) => daysAt(row.order_purchase_timestamp)).sort((a, b) => a - b);
      return days.slice(1).map((day, i) => day - (days[i] ?? 0));
    });
    expect(Math.abs(gaps.filter((gap) => gap < 1).length / gaps.length - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(gaps.filter((gap) => gap <= 125).length / gaps.length - 0.75)).toBeLessThan(0.05);
  });

  test("states and largest cities within a point and a half", () => {
    const byState = shareBy(accounts, (row) => row.customer_state ?? "");
    for (const [state, share] of [
      ["SP", 0.42],
      ["RJ", 0.129],
      ["MG", 0.117],
      ["RS", 0.055],
      ["PR", 0.051],
    ] as const) {
      expect(Math.abs((byState.get(state) ?? 0) - share), state).toBeLessThan(0.015);
    }
    expect(byState.size).toBe(27);
    const byCity = shareBy(accounts, (row) => row.customer_city ?? "");
    expect(Math.abs((byCity.get("sao paulo") ?? 0) - 0.156)).toBeLessThan(0.015);
    expect(Math.abs((byCity.get("rio de janeiro") ?? 0) - 0.069)).toBeLessThan(0.01);
  });
});

describe("what", () => {
  test("order totals: quantiles within 8 %, ln mean 4.694, deviation .811", () => {
    const values = [...totals.values()].filter((value) => value > 0);
    for (const [share, published] of [
      [0.1, 39.6],
      [0.25, 62],
      [0.5, 105.3],
      [0.75, 177],
      [0.9, 308],
    ] as const) {
      expectNear(quantile(values, share), published, 0.08, `total at ${share}`);
    }
    const logs = values.map(Math.log);
    const logMean = mean(logs);
    expect(Math.abs(logMean - 4.694)).toBeLessThan(0.03);
    expect(Math.abs(Math.sqrt(mean(logs.map((value) => (value - logMean) ** 2))) - 0.811)).toBeLessThan(0.03);
  });

  test("item prices and freight: quartiles within 10 %", () => {
    const prices = items.map((row) => Number(row.price));
    const freights = items.map((row) => Number(row.freight_value));
    [40, 76.9, 138].forEach((published, i) =>
      expectNear(quantile(prices, (i + 1) / 4), published, 0.1, "price"),
    );
    [13.1, 16.4, 21.6].forEach((published, i) =>
      expectNear(quantile(freights, (i + 1) / 4), published, 0.1, "freight"),
    );
    expectNear(mean(freights) / mean(prices), 0.163, 0.1, "freight over price");
  });

  test("median price by category within 15 %, whatever sells", () => {
    const categoryOf = new Map(products.map((row) => [row.product_id, row.product_category_name ?? ""]));
    const byCategory = Map.groupBy(items, (row) => categoryOf.get(row.product_id ?? "") ?? "");
    const published = {
      cama_mesa_banho: 80,
      beleza_saude: 80,
      esporte_lazer: 97,
      relogios_presentes: 119,
      telefonia: 30,
    };
    for (const [category, median] of Object.entries(published)) {
      const prices = (byCategory.get(category) ?? []).map((row) => Number(row.price));
      expectNear(quantile(prices, 0.5), median, 0.15, category);
    }
    expect((byCategory.get("cama_mesa_banho")?.length ?? 0) / items.length).toBeCloseTo(
      11_115 / 112_650,
      1.7,
    );
  });

  test("nine orders in ten have one item, one in eighty several sellers", () => {
    const lines = [...Map.groupBy(items, (row) => row.order_id ?? "").values()];
    expect(lines.filter((list) => list.length === 1).length / lines.length).toBeCloseTo(0.9007, 1.9);
    const several =
      lines.filter((list) => new Set(list.map((row) => row.seller_id)).size > 1).length / lines.length;
    expect(several).toBeGreaterThan(0.009);
    expect(several).toBeLessThan(0.016);
  });
});

describe("paid", () => {
  test("payment types within one point; card, slip and voucher medians within 12 %", () => {
    const types = shareBy(payments, (row) => row.payment_type ?? "");
    const published = { credit_card: 0.7392, boleto: 0.1904, voucher: 0.0556, debit_card: 0.0147 };
    for (const [type, share] of Object.entries(published))
      expect(Math.abs((types.get(type) ?? 0) - share), type).toBeLessThan(0.01);
    const medianOf = (type: string) =>
      quantile(
        payments.filter((row) => row.payment_type === type).map((row) => Number(row.payment_value)),
        0.5,
      );
    expectNear(medianOf("credit_card"), 107, 0.12, "card");
    expectNear(medianOf("boleto"), 94, 0.12, "boleto");
    expectNear(medianOf("voucher"), 39, 0.15, "voucher");
  });

  test("instalments: a third of the cards pay at once, ten instalments buy the dearest", () => {
    const cards = payments.filter((row) => row.payment_type === "credit_card");
    const valueAt = (count: string) =>
      mean(cards.filter((row) => row.payment_installments === count).map((row) => Number(row.payment_value)));
    const atOnce = shareBy(cards, (row) => row.payment_installments ?? "").get("1") ?? 0;
    expect(Math.abs(atOnce - 0.331)).toBeLessThan(0.015);
    expectNear(valueAt("1"), 96, 0.15, "1 instalment");
    expectNear(valueAt("10"), 415, 0.2, "10 instalments");
  });

  test("payments equal items and freight in all but one order in fifty", () => {
    const prices = sumBy(items, "price");
    const freights = sumBy(items, "freight_value");
    const both = [...prices.keys()].filter((id) => totals.has(id));
    const unequal = both.filter(
      (id) => Math.abs((totals.get(id) ?? 0) - (prices.get(id) ?? 0) - (freights.get(id) ?? 0)) > 0.005,
    );
    expect(unequal.length / both.length).toBeLessThan(0.02);
  });
});

describe("served", () => {
  test("97 % of the orders are delivered", () => {
    expect(shareBy(orders, (row) => row.order_status ?? "").get("delivered")).toBeCloseTo(0.9702, 1.9);
  });

  test("days to delivery: quartiles within 8 %; promise within 8 %", () => {
    const days = delivered.map(
      (row) => daysAt(row.order_delivered_customer_date) - daysAt(row.order_purchase_timestamp),
    );
    [6.5, 10.15, 15.3].forEach((published, i) =>
      expectNear(quantile(days, (i + 1) / 4), published, 0.08, "days"),
    );
    const promised = orders.map(
      (row) => daysAt(row.order_estimated_delivery_date) - Math.floor(daysAt(row.order_purchase_timestamp)),
    );
    expectNear(mean(promised), 23.6, 0.08, "promise");
  });

  test("one delivery in twelve is late, most after Black Friday and in March 2018, fewest in June", () => {
    const isLate = (row: Row) =>
      daysAt(row.order_delivered_customer_date) > daysAt(row.order_estimated_delivery_date);
    const lateIn = (month: string) => {
      const list = delivered.filter((row) => row.order_purchase_timestamp?.startsWith(month));
      return list.filter(isLate).length / list.length;
    };
    expect(Math.abs(delivered.filter(isLate).length / delivered.length - 0.0811)).toBeLessThan(0.012);
    expect(Math.abs(lateIn("2017-11") - 0.143)).toBeLessThan(0.035);
    expect(Math.abs(lateIn("2018-03") - 0.214)).toBeLessThan(0.04);
    expect(lateIn("2018-06")).toBeLessThan(0.03);
  });

  test("scores: mean 4.09, one in nine a one; lateness costs the stars it really costs", () => {
    const scores = reviews.map((row) => Number(row.review_score));
    expect(Math.abs(mean(scores) - 4.09)).toBeLessThan(0.05);
    expect(Math.abs(scores.filter((score) => score === 1).length / scores.length - 0.115)).toBeLessThan(
      0.015,
    );
    const orderOf = new Map(delivered.map((row) => [row.order_id, row]));
    const byDelay = Map.groupBy(
      reviews.filter((row) => orderOf.has(row.order_id ?? "")),
      (row) => {
        const order = orderOf.get(row.order_id ?? "");
        return delayClass(
          daysAt(order?.order_delivered_customer_date) * 86_400,
          daysAt(order?.order_estimated_delivery_date) * 86_400,
        );
      },
    );
    for (const [delay, published] of [
      ["early", 4.29],
      ["onTheDay", 4.03],
      ["fewDays", 3.51],
      ["week", 2.23],
      ["longer", 1.7],
    ] as const) {
      expect(
        Math.abs(mean((byDelay.get(delay) ?? []).map((row) => Number(row.review_score))) - published),
        delay,
      ).toBeLessThan(0.2);
    }
  });
});
