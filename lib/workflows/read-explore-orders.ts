import { amountFigure, binsFor, dayFigure, hourFigure, monthFigure, quantileFigure, statusFigure } from "@/lib/measure/explore-orders";
import { behindAmount, behindDay, behindHour, behindMonth, behindQuantile, behindStatus, withCustomers } from "@/lib/measure/customers-behind";
import {
  amountBinsSql, amountQuantilesSql, type BinRow, type HourRow, type OrderDayRow, ordersByDaySql, ordersByHourSql, ordersByStatusSql, type StatusRow,
} from "@/lib/measure/explore-orders-sql";
import type { QuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** When orders come, what becomes of them and what they cost; each figure asks for its own rows. */
export function exploreOrders(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses } = shop;
  const days = () => ask<OrderDayRow>(ordersByDaySql(filter, saleStatuses));
  const quantiles = async () => (await ask<QuantileRow>(amountQuantilesSql(filter, saleStatuses)))[0];
  return {
    days: async () => withCustomers(dayFigure(await days(), shop), behindDay(look)),
    months: async () => withCustomers(monthFigure(await days(), shop), behindMonth(look)),
    hours: async () => withCustomers(hourFigure(await ask<HourRow>(ordersByHourSql(filter, saleStatuses)), shop.locale), behindHour(look)),
    statuses: async () => withCustomers(statusFigure(await ask<StatusRow>(ordersByStatusSql(filter)), saleStatuses, shop), behindStatus(look)),
    amounts: async () => {
      const known = await quantiles();
      const { width, cap } = binsFor(known?.p95 ?? 0);
      const spread = amountFigure(await ask<BinRow>(amountBinsSql(filter, saleStatuses, width, cap)), known, width, shop);
      return withCustomers(spread, behindAmount(look, spread.table.rows.map((row) => Number(row[0]))));
    },
    quantiles: async () => withCustomers(quantileFigure(await quantiles(), shop), behindQuantile(look)),
  };
}
