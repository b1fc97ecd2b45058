import { afterAll, beforeAll, expect, test } from "vitest";
import { type InstallmentRow, installmentsSql, paymentQuantilesSql, type PaymentTypeRow, paymentTypesSql } from "@/lib/measure/explore-payments-sql";
import type { KindQuantileRow } from "@/lib/measure/quantiles";
import { createRandom } from "@/lib/stats/random";
import { exploreEngines, grouped, sumOf } from "../support/explore-engines";
import { isChosen, makeShop, randomFilter, saleStatuses } from "../support/explore-shop";

const shop = makeShop(12);
const orders = new Map(shop.orders.map((order) => [order.order_key, order]));
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(shop);
});
afterAll(() => engines.close());

const random = createRandom(6);
const filters = Array.from({ length: 25 }, () => randomFilter(random));

test("types, instalments and quartiles of payments agree with a count by hand on both engines, whatever the filters", async () => {
  for (const filter of filters) {
    const paid = shop.payments.filter((payment) => {
      const order = orders.get(payment.order_key);
      return order !== undefined && saleStatuses.includes(order.status) && isChosen(shop, filter, order);
    });
    const byType = grouped(paid, (payment) => payment.type);
    const types = await engines.ask<PaymentTypeRow>(paymentTypesSql(filter, saleStatuses));
    expect(new Map(types.map((row) => [row.type, [row.payments, row.amount_cents]]))).toEqual(new Map([...byType].map(([type, rows]) => [type, [rows.length, sumOf(rows, (p) => p.amount_cents)]])));
    const splittable = new Set(shop.payments.filter((payment) => payment.installments > 1).map((payment) => payment.type));
    const parts = await engines.ask<InstallmentRow>(installmentsSql(filter, saleStatuses));
    const byParts = grouped(paid.filter((payment) => splittable.has(payment.type)), (payment) => payment.installments);
    expect(parts.map((row) => [row.installments, row.payments, row.amount_cents, row.amount_squared])).toEqual(
      [...byParts].sort(([a], [b]) => a - b).map(([count, rows]) => [count, rows.length, sumOf(rows, (p) => p.amount_cents), sumOf(rows, (p) => p.amount_cents ** 2)]),
    );
    for (const row of await engines.ask<KindQuantileRow>(paymentQuantilesSql(filter, saleStatuses))) {
      const values = (byType.get(row.kind) ?? []).map((payment) => payment.amount_cents).sort((a, b) => a - b);
      expect([row.cases, row.p25, row.p50, row.p75, row.highest]).toEqual([values.length, ...[0.25, 0.5, 0.75].map((share) => values[Math.ceil(share * values.length - 1e-9) - 1]), values.at(-1)]);
    }
  }
});
