import { affinityFigure, bestProductFigure, categoryFigure, leastCategoryFigure, leastProductFigure, rankedProducts } from "@/lib/measure/explore-products";
import { categoriesSql, type CategoryRow, type ProductRanking, type ProductRow, productsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, type AffinityRow } from "@/lib/measure/explore-repeat-sql";
import type { ExploreLook } from "./read-explore-look";

const mostProducts = 12;

/** What sells best and least, by revenue and by orders, and what is bought next. */
export async function readExploreProducts({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  const [categories, products, pairs] = await Promise.all([
    ask<CategoryRow>(categoriesSql(filter, saleStatuses)),
    ask<ProductRow>(productsSql(filter, saleStatuses, mostProducts)),
    ask<AffinityRow>(affinitySql(filter, saleStatuses)),
  ]);
  const ranked = (ranking: ProductRanking) => rankedProducts(products, ranking, mostProducts);
  return {
    categoriesByRevenue: categoryFigure(categories, "revenue", shop),
    categoriesByOrders: categoryFigure(categories, "orders", shop),
    leastByRevenue: leastCategoryFigure(categories, "revenue", shop, mostProducts),
    leastByOrders: leastCategoryFigure(categories, "orders", shop, mostProducts),
    productsByRevenue: bestProductFigure(ranked("place_by_revenue"), categories, "revenue", shop),
    productsByOrders: bestProductFigure(ranked("place_by_orders"), categories, "orders", shop),
    leastProducts: leastProductFigure(ranked("place_from_least"), locale),
    affinity: affinityFigure(pairs, locale),
  };
}
