import { amountFigure, binsFor, dayFigure, hourFigure, monthFigure, quantileFigure, statusFigure } from "@/lib/measure/explore-orders";
import {
  amountBinsSql, amountQuantilesSql, type BinRow, type HourRow, type OrderDayRow, ordersByDaySql, ordersByHourSql, ordersByStatusSql, type StatusRow,
} from "@/lib/measure/explore-orders-sql";
import type { QuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** When orders come, what becomes of them and what they cost; each figure asks for its own rows. */
export function exploreOrders({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses } = shop;
  const days = () => ask<OrderDayRow>(ordersByDaySql(filter, saleStatuses));
  const quantiles = async () => (await ask<QuantileRow>(amountQuantilesSql(filter, saleStatuses)))[0];
  return {
    days: async () => dayFigure(await days(), shop),
    months: async () => monthFigure(await days(), shop),
    hours: async () => hourFigure(await ask<HourRow>(ordersByHourSql(filter, saleStatuses)), shop.locale),
    statuses: async () => statusFigure(await ask<StatusRow>(ordersByStatusSql(filter)), saleStatuses, shop),
    amounts: async () => {
      const known = await quantiles();
      const { width, cap } = binsFor(known?.p95 ?? 0);
      return amountFigure(await ask<BinRow>(amountBinsSql(filter, saleStatuses, width, cap)), known, width, shop);
    },
    quantiles: async () => quantileFigure(await quantiles(), shop),
  };
}
