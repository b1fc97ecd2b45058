import type { Metadata } from "next";
import { OrdersScreen } from "@/components/explore/orders-screen";
import type { SearchParams } from "../search-params";
import { explorePage } from "./explore-page";

export const metadata: Metadata = { title: "Explore" };

export default function ExploreOrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return explorePage({ topic: "orders", searchParams, headed: "days", screen: (figures, style) => <OrdersScreen figures={figures} {...style} /> });
}
