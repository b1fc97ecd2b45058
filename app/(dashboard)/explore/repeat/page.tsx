import type { Metadata } from "next";
import { RepeatScreen } from "@/components/explore/repeat-screen";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";

export const metadata: Metadata = { title: "Explore repeat purchase" };

export default function ExploreRepeatPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({ topic: "repeat", searchParams, headed: "counts", screen: (figures, style) => <RepeatScreen figures={figures} {...style} /> });
}
