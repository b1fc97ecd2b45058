import type { Metadata } from "next";
import { ProductsScreen } from "@/components/explore/products-screen";
import { productMeasures } from "@/lib/measure/explore-products";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";
import { chosenMeasure, measureLinks } from "../measure-param";

export const metadata: Metadata = { title: "Explore products" };

const labels = { revenue: "By revenue", orders: "By orders" };

export default function ExploreProductsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({
    topic: "products",
    searchParams,
    headed: "categoriesByRevenue",
    screen: (figures, style, query, params) => (
      <ProductsScreen figures={figures} by={chosenMeasure(params, productMeasures)} measures={measureLinks("/explore/products", query, productMeasures, labels)} {...style} />
    ),
  });
}
