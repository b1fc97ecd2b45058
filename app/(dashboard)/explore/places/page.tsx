import type { Metadata } from "next";
import { PlacesScreen } from "@/components/explore/places-screen";
import { placeMeasures } from "@/lib/measure/explore-places";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";
import { chosenMeasure, withMeasure } from "../measure-param";

export const metadata: Metadata = { title: "Explore places" };

export default function ExplorePlacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({
    topic: "places",
    searchParams,
    headed: "states",
    screen: (figures, style, query, params) => {
      const by = chosenMeasure(params, placeMeasures, "customers");
      return <PlacesScreen figures={figures} by={by} measures={placeMeasures} hrefOf={(measure) => withMeasure("/explore/places", query, measure, "customers")} {...style} />;
    },
  });
}
