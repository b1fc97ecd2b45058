import { amountFigure, binsFor, dayFigure, hourFigure, monthFigure, quantileFigure, statusFigure } from "@/lib/measure/explore-orders";
import {
  amountBinsSql, amountQuantilesSql, type BinRow, type HourRow, type OrderDayRow, ordersByDaySql, ordersByHourSql, ordersByStatusSql, type StatusRow,
} from "@/lib/measure/explore-orders-sql";
import type { QuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** When orders come, what becomes of them and what they cost. */
export async function readExploreOrders({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses } = shop;
  const amounts = async () => {
    const [quantiles] = await ask<QuantileRow>(amountQuantilesSql(filter, saleStatuses));
    const { width, cap } = binsFor(quantiles?.p95 ?? 0);
    return { quantiles, width, bins: await ask<BinRow>(amountBinsSql(filter, saleStatuses, width, cap)) };
  };
  const [statuses, days, hours, { quantiles, width, bins }] = await Promise.all([
    ask<StatusRow>(ordersByStatusSql(filter)),
    ask<OrderDayRow>(ordersByDaySql(filter, saleStatuses)),
    ask<HourRow>(ordersByHourSql(filter, saleStatuses)),
    amounts(),
  ]);
  return {
    days: dayFigure(days, shop),
    months: monthFigure(days, shop),
    hours: hourFigure(hours, shop.locale),
    statuses: statusFigure(statuses, saleStatuses, shop),
    amounts: amountFigure(bins, quantiles, width, shop),
    quantiles: quantileFigure(quantiles, shop),
  };
}
