import { deliveryFigure, lateMonthFigure, lateStateFigure, reviewFigure } from "@/lib/measure/explore-service";
import {
  deliveryDaysSql, type DeliveryRow, type LatenessRow, type MonthServiceRow, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql, type StateServiceRow,
} from "@/lib/measure/explore-service-sql";
import type { ExploreLook } from "./read-explore-look";

/** How the sales were delivered and what people said of it, as far as known on the as-of day. */
export async function readExploreService({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  const [days, months, states, lateness] = await Promise.all([
    ask<DeliveryRow>(deliveryDaysSql(filter, saleStatuses)),
    ask<MonthServiceRow>(serviceByMonthSql(filter, saleStatuses)),
    ask<StateServiceRow>(serviceByStateSql(filter, saleStatuses)),
    ask<LatenessRow>(reviewByLatenessSql(filter, saleStatuses)),
  ]);
  return { reviews: reviewFigure(lateness, locale), months: lateMonthFigure(months, locale), days: deliveryFigure(days, locale), states: lateStateFigure(states, locale) };
}
