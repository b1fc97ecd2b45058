import type { Metadata } from "next";
import { ServiceScreen } from "@/components/explore/service-screen";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";

export const metadata: Metadata = { title: "Explore service" };

export default function ExploreServicePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({ topic: "service", searchParams, headed: "reviews", screen: (figures, style) => <ServiceScreen figures={figures} {...style} /> });
}
