import { amountFigure, binsFor, binsOf, dayFigure, hourFigure, monthFigure, quantileFigure, statusFigure } from "@/lib/measure/explore-orders";
import { behindAmount, behindDay, behindHour, behindMonth, behindQuantile, behindStatus, withCustomers } from "@/lib/measure/customers-behind";
import { amountQuantilesSql, amountSpreadSql, type HourRow, type OrderDayRow, ordersByDaySql, ordersByHourSql, ordersByStatusSql, type StatusRow } from "@/lib/measure/explore-orders-sql";
import type { KindQuantileRow, SpreadRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** When orders come, what becomes of them and what they cost; each figure asks for its own rows. */
export function exploreOrders(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses } = shop;
  const days = () => ask<OrderDayRow>(ordersByDaySql(filter, saleStatuses));
  return {
    days: async () => withCustomers(dayFigure(await days(), shop), behindDay(look)),
    months: async () => withCustomers(monthFigure(await days(), shop), behindMonth(look)),
    hours: async () => withCustomers(hourFigure(await ask<HourRow>(ordersByHourSql(filter, saleStatuses)), shop.locale), behindHour(look)),
    statuses: async () => withCustomers(statusFigure(await ask<StatusRow>(ordersByStatusSql(filter)), saleStatuses, shop), behindStatus(look)),
    amounts: async () => {
      const rows = await ask<SpreadRow>(amountSpreadSql(filter, saleStatuses));
      const bins = binsFor(rows[0]?.p95 ?? 0);
      const figure = amountFigure(binsOf(rows, bins), rows[0], bins.width, shop);
      return withCustomers(figure, behindAmount(look, figure.table.rows.map((row) => Number(row[0]))));
    },
    quantiles: async () => withCustomers(quantileFigure((await ask<KindQuantileRow>(amountQuantilesSql(filter, saleStatuses)))[0], shop), behindQuantile(look)),
  };
}
