import { affinityFigure, bestProductFigure, categoryFigure, leastCategoryFigure, leastProductFigure, rankedProducts } from "@/lib/measure/explore-products";
import { categoriesSql, type CategoryRow, type ProductRanking, type ProductRow, productsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, type AffinityRow } from "@/lib/measure/explore-repeat-sql";
import type { ExploreLook } from "./read-explore-look";

const mostProducts = 12;

/** What sells best and least, by revenue and by orders, and what is bought next; each figure asks for its own rows. */
export function exploreProducts({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses, locale } = shop;
  const categories = () => ask<CategoryRow>(categoriesSql(filter, saleStatuses));
  const ranked = async (ranking: ProductRanking) =>
    rankedProducts(await ask<ProductRow>(productsSql(filter, saleStatuses, mostProducts)), ranking, mostProducts);
  const best = async (ranking: ProductRanking, by: "revenue" | "orders") => {
    const [products, all] = await Promise.all([ranked(ranking), categories()]);
    return bestProductFigure(products, all, by, shop);
  };
  return {
    categoriesByRevenue: async () => categoryFigure(await categories(), "revenue", shop),
    categoriesByOrders: async () => categoryFigure(await categories(), "orders", shop),
    leastByRevenue: async () => leastCategoryFigure(await categories(), "revenue", shop, mostProducts),
    leastByOrders: async () => leastCategoryFigure(await categories(), "orders", shop, mostProducts),
    productsByRevenue: () => best("place_by_revenue", "revenue"),
    productsByOrders: () => best("place_by_orders", "orders"),
    leastProducts: async () => leastProductFigure(await ranked("place_from_least"), locale),
    affinity: async () => affinityFigure(await ask<AffinityRow>(affinitySql(filter, saleStatuses)), locale),
  };
}
