import { behindDeliveryDays, behindLateMonth, behindLateness, behindLateState, withCustomers } from "@/lib/measure/customers-behind";
import { deliveryFigure, lateMonthFigure, lateStateFigure, reviewFigure } from "@/lib/measure/explore-service";
import {
  deliveryDaysSql, type DeliveryRow, type LatenessRow, type MonthServiceRow, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql, type StateServiceRow,
} from "@/lib/measure/explore-service-sql";
import type { ExploreLook } from "./read-explore-look";

/** How the sales were delivered and what people said of it, as far as known on the as-of day; each figure asks for its own rows. */
export function exploreService(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses, locale } = shop;
  return {
    reviews: async () => {
      const classes = await ask<LatenessRow>(reviewByLatenessSql(filter, saleStatuses));
      return withCustomers(reviewFigure(classes, locale), behindLateness(look, classes));
    },
    months: async () => withCustomers(lateMonthFigure(await ask<MonthServiceRow>(serviceByMonthSql(filter, saleStatuses)), locale), behindLateMonth(look)),
    days: async () => {
      const delivered = deliveryFigure(await ask<DeliveryRow>(deliveryDaysSql(filter, saleStatuses)), locale);
      return withCustomers(delivered, behindDeliveryDays(look, delivered.table.rows.length));
    },
    states: async () => withCustomers(lateStateFigure(await ask<StateServiceRow>(serviceByStateSql(filter, saleStatuses)), locale), behindLateState(look)),
  };
}
