import type { Metadata } from "next";
import { RetentionScreen } from "@/components/explore/retention-screen";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";
import { chosenMeasure, measureLinks } from "../measure-param";

export const metadata: Metadata = { title: "Explore retention" };

const measures = ["share", "perHead", "cumulative"] as const;
const labels = { share: "Share active", perHead: "Revenue per head", cumulative: "Revenue per head so far" };

export default function ExploreRetentionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({
    topic: "retention",
    searchParams,
    headed: "cohorts",
    screen: (figures, style, query, params) => (
      <RetentionScreen figures={figures} by={chosenMeasure(params, measures)} measures={measureLinks("/explore/retention", query, measures, labels)} {...style} />
    ),
  });
}
