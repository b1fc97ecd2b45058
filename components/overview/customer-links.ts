import { startOfMonth } from "@/lib/format/date";
import type { MonthIndex } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import { customersLink } from "../customers/search-params";

/** What the overview looks at. A past day goes along with every link. */
type View = { filter: OrdersFilter; segmentationId: number };

const ofOrders = ({ states, categories }: OrdersFilter) => ({ to: [...states], mainly: [...categories] });

/** The page of a persona's customers, with an order that the filters keep. */
export function personaCustomers(index: number, { filter, segmentationId }: View): string {
  return customersLink("/customers", { ...ofOrders(filter), segment: [index], segmentation: segmentationId });
}

/** The page of the customers with an order in a month that the filters keep. */
export function monthCustomers(month: MonthIndex, { filter, segmentationId }: View): string {
  const ordered = { min: startOfMonth(month), max: startOfMonth(month + 1) - 1 };
  return customersLink("/customers", { ...ofOrders(filter), segment: [...filter.segments], ordered, segmentation: segmentationId });
}
