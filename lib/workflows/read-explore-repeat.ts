import { behindAge, behindCohort, behindFirstCategory, behindGap, behindOrderCount, withCustomers } from "@/lib/measure/customers-behind";
import { cohortCells, cohortFigure, gapFigure, gapStarts, orderCountFigure, repeatCategoryFigure, repeatHorizon, retentionFigure } from "@/lib/measure/explore-repeat";
import {
  type CohortRow, cohortsSql, type FirstCategoryRow, type GapRow, type OrderCountRow, orderCountsSql, orderGapsSql, repeatByCategorySql,
} from "@/lib/measure/explore-repeat-sql";
import { lastFullMonth } from "@/lib/measure/period";
import type { ExploreLook } from "./read-explore-look";

/** Who orders again, when, and after what; each figure asks for its own rows. */
export function exploreRepeat(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses, locale } = shop;
  return {
    counts: async () => withCustomers(orderCountFigure(await ask<OrderCountRow>(orderCountsSql(filter, saleStatuses)), locale), behindOrderCount(look)),
    gaps: async () => withCustomers(gapFigure(await ask<GapRow>(orderGapsSql(filter, saleStatuses)), locale), behindGap(look, gapStarts)),
    categories: async () => withCustomers(repeatCategoryFigure(await ask<FirstCategoryRow>(repeatByCategorySql(filter, saleStatuses, repeatHorizon)), locale), behindFirstCategory(look, repeatHorizon)),
  };
}

/** What becomes of the people who came in the same month. */
export function exploreRetention(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const lastMonth = lastFullMonth(filter.asOf);
  const cells = async () => cohortCells(await ask<CohortRow>(cohortsSql(filter, shop.saleStatuses)), lastMonth);
  return {
    cohorts: async () => withCustomers(cohortFigure(await cells(), shop), behindCohort(look)),
    pooled: async () => withCustomers(retentionFigure(await cells(), shop.locale), behindAge(look, lastMonth)),
  };
}
