import { behindCategory, behindPair, behindProduct, withCustomers } from "@/lib/measure/customers-behind";
import { affinityFigure, bestProductFigure, categoryFigure, leastCategoryFigure, leastProductFigure, rankedProducts } from "@/lib/measure/explore-products";
import { categoriesSql, type CategoryRow, type ProductRanking, type ProductRow, productsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, type AffinityRow } from "@/lib/measure/explore-repeat-sql";
import type { ExploreLook } from "./read-explore-look";

const mostProducts = 12;

/** What sells best and least, by revenue and by orders, and what is bought next; each figure asks for its own rows. */
export function exploreProducts(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses, locale } = shop;
  const categories = () => ask<CategoryRow>(categoriesSql(filter, saleStatuses));
  const ranked = async (ranking: ProductRanking) =>
    rankedProducts(await ask<ProductRow>(productsSql(filter, saleStatuses, mostProducts)), ranking, mostProducts);
  const best = async (ranking: ProductRanking, by: "revenue" | "orders") => withCustomers(bestProductFigure(await ranked(ranking), by, shop), behindProduct(look));
  return {
    categoriesByRevenue: async () => withCustomers(categoryFigure(await categories(), "revenue", shop), behindCategory(look)),
    categoriesByOrders: async () => withCustomers(categoryFigure(await categories(), "orders", shop), behindCategory(look)),
    leastByRevenue: async () => withCustomers(leastCategoryFigure(await categories(), "revenue", shop, mostProducts), behindCategory(look)),
    leastByOrders: async () => withCustomers(leastCategoryFigure(await categories(), "orders", shop, mostProducts), behindCategory(look)),
    productsByRevenue: () => best("place_by_revenue", "revenue"),
    productsByOrders: () => best("place_by_orders", "orders"),
    leastProducts: async () => withCustomers(leastProductFigure(await ranked("place_from_least"), locale), behindProduct(look)),
    affinity: async () => {
      const pairs = await ask<AffinityRow>(affinitySql(filter, saleStatuses));
      return withCustomers(affinityFigure(pairs, locale), behindPair(look, pairs));
    },
  };
}
