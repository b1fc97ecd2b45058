import { affinityFigure, bestProductFigure, categoryFigure, leastCategoryFigure, leastProductFigure } from "@/lib/measure/explore-products";
import { categoriesSql, type CategoryRow, type ProductRow, productsSql, productTotalsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, type AffinityRow } from "@/lib/measure/explore-repeat-sql";
import type { ExploreLook } from "./read-explore-look";

const mostProducts = 12;

/** What sells best and least, by revenue and by orders, and what is bought next. */
export async function readExploreProducts({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  const products = (by: "revenue" | "orders" | "least") => ask<ProductRow>(productsSql(filter, saleStatuses, by, mostProducts));
  const [categories, byRevenue, byOrders, least, [totals], pairs] = await Promise.all([
    ask<CategoryRow>(categoriesSql(filter, saleStatuses)),
    products("revenue"),
    products("orders"),
    products("least"),
    ask<{ products: number; sold_once: number | null }>(productTotalsSql(filter, saleStatuses)),
    ask<AffinityRow>(affinitySql(filter, saleStatuses)),
  ]);
  return {
    categoriesByRevenue: categoryFigure(categories, "revenue", shop),
    categoriesByOrders: categoryFigure(categories, "orders", shop),
    leastByRevenue: leastCategoryFigure(categories, "revenue", shop, mostProducts),
    leastByOrders: leastCategoryFigure(categories, "orders", shop, mostProducts),
    productsByRevenue: bestProductFigure(byRevenue, categories, "revenue", shop),
    productsByOrders: bestProductFigure(byOrders, categories, "orders", shop),
    leastProducts: leastProductFigure(least, totals, locale),
    affinity: affinityFigure(pairs, locale),
  };
}
