import { deliveryFigure, lateMonthFigure, lateStateFigure, reviewFigure } from "@/lib/measure/explore-service";
import {
  deliveryDaysSql, type DeliveryRow, type LatenessRow, type MonthServiceRow, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql, type StateServiceRow,
} from "@/lib/measure/explore-service-sql";
import type { ExploreLook } from "./read-explore-look";

/** How the sales were delivered and what people said of it, as far as known on the as-of day; each figure asks for its own rows. */
export function exploreService({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  return {
    reviews: async () => reviewFigure(await ask<LatenessRow>(reviewByLatenessSql(filter, saleStatuses)), locale),
    months: async () => lateMonthFigure(await ask<MonthServiceRow>(serviceByMonthSql(filter, saleStatuses)), locale),
    days: async () => deliveryFigure(await ask<DeliveryRow>(deliveryDaysSql(filter, saleStatuses)), locale),
    states: async () => lateStateFigure(await ask<StateServiceRow>(serviceByStateSql(filter, saleStatuses)), locale),
  };
}
