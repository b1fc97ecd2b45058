import { cohortCells, cohortFigure, gapFigure, orderCountFigure, repeatCategoryFigure, repeatHorizon, retentionFigure } from "@/lib/measure/explore-repeat";
import {
  type CohortRow, cohortsSql, type FirstCategoryRow, type GapRow, type OrderCountRow, orderCountsSql, orderGapsSql, repeatByCategorySql,
} from "@/lib/measure/explore-repeat-sql";
import { lastFullMonth } from "@/lib/measure/period";
import type { ExploreLook } from "./read-explore-look";

/** Who orders again, when, and after what. */
export async function readExploreRepeat({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  const [counts, gaps, categories] = await Promise.all([
    ask<OrderCountRow>(orderCountsSql(filter, saleStatuses)),
    ask<GapRow>(orderGapsSql(filter, saleStatuses)),
    ask<FirstCategoryRow>(repeatByCategorySql(filter, saleStatuses, repeatHorizon)),
  ]);
  return { counts: orderCountFigure(counts, locale), gaps: gapFigure(gaps, locale), categories: repeatCategoryFigure(categories, locale) };
}

/** What becomes of the people who came in the same month. */
export async function readExploreRetention({ shop, filter, ask }: ExploreLook) {
  const cells = cohortCells(await ask<CohortRow>(cohortsSql(filter, shop.saleStatuses)), lastFullMonth(filter.asOf));
  return { cohorts: cohortFigure(cells, shop), pooled: retentionFigure(cells, shop.locale) };
}
