import { cohortCells, cohortFigure, gapFigure, orderCountFigure, repeatCategoryFigure, repeatHorizon, retentionFigure } from "@/lib/measure/explore-repeat";
import {
  type CohortRow, cohortsSql, type FirstCategoryRow, type GapRow, type OrderCountRow, orderCountsSql, orderGapsSql, repeatByCategorySql,
} from "@/lib/measure/explore-repeat-sql";
import { lastFullMonth } from "@/lib/measure/period";
import type { ExploreLook } from "./read-explore-look";

/** Who orders again, when, and after what; each figure asks for its own rows. */
export function exploreRepeat({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  return {
    counts: async () => orderCountFigure(await ask<OrderCountRow>(orderCountsSql(filter, saleStatuses)), locale),
    gaps: async () => gapFigure(await ask<GapRow>(orderGapsSql(filter, saleStatuses)), locale),
    categories: async () => repeatCategoryFigure(await ask<FirstCategoryRow>(repeatByCategorySql(filter, saleStatuses, repeatHorizon)), locale),
  };
}

/** What becomes of the people who came in the same month. */
export function exploreRetention({ shop, filter, ask }: ExploreLook) {
  const cells = async () => cohortCells(await ask<CohortRow>(cohortsSql(filter, shop.saleStatuses)), lastFullMonth(filter.asOf));
  return { cohorts: async () => cohortFigure(await cells(), shop), pooled: async () => retentionFigure(await cells(), shop.locale) };
}
