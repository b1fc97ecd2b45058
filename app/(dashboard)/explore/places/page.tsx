import type { Metadata } from "next";
import { PlacesScreen } from "@/components/explore/places-screen";
import { placeMeasures } from "@/lib/measure/explore-places";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";
import { chosenMeasure, measureLinks } from "../measure-param";

export const metadata: Metadata = { title: "Explore places" };

const labels = {
  customers: "Customers", orders: "Orders", revenue: "Revenue", averageOrder: "Average order", repeatRate: "Repeat rate", lateShare: "Late", review: "Review score",
};

export default function ExplorePlacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({
    topic: "places",
    searchParams,
    headed: "states",
    screen: (figures, style, query, params) => (
      <PlacesScreen figures={figures} by={chosenMeasure(params, placeMeasures)} measures={measureLinks("/explore/places", query, placeMeasures, labels)} {...style} />
    ),
  });
}
