import type { Metadata } from "next";
import { PlacesScreen } from "@/components/explore/places-screen";
import { kpiWords } from "@/lib/format/kpi-words";
import { placeMeasures } from "@/lib/measure/explore-places";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";
import { chosenMeasure, measureLinks } from "../measure-param";

export const metadata: Metadata = { title: "Explore places" };

const labels = {
  customers: kpiWords.customers.name, orders: kpiWords.orders.name, revenue: kpiWords.revenue.name, averageOrder: kpiWords.averageOrder.name,
  repeatRate: kpiWords.repeatRate.name, lateShare: "Late", review: kpiWords.reviewScore.name,
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
