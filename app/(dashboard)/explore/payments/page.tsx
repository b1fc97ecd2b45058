import type { Metadata } from "next";
import { PaymentsScreen } from "@/components/explore/payments-screen";
import type { SearchParams } from "../../search-params";
import { explorePage } from "../explore-page";

export const metadata: Metadata = { title: "Explore payments" };

export default function ExplorePaymentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({ topic: "payments", searchParams, headed: "types", screen: (figures, style) => <PaymentsScreen figures={figures} {...style} /> });
}
