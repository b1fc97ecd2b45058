import { type CustomerColumnId, customerColumnIds, leadColumn } from "@/lib/types/customer-columns";

/** The columns with one shown, at the end, or hidden; the customer always stays. */
export function withShown(columns: readonly CustomerColumnId[], id: CustomerColumnId, isShown: boolean): CustomerColumnId[] {
  const others = columns.filter((one) => one !== id);
  return isShown || id === leadColumn ? [...others, id] : others;
}

/** The columns with one moved to another place; nothing passes the customer, which leads. */
export function moved(columns: readonly CustomerColumnId[], id: CustomerColumnId, to: number): CustomerColumnId[] {
  if (id === leadColumn || !columns.includes(id)) return [...columns];
  const others = columns.filter((one) => one !== id);
  const place = Math.max(1, Math.min(to, others.length));
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** What could be shown too. */
export function hiddenColumns(columns: readonly CustomerColumnId[]): CustomerColumnId[] {
  return customerColumnIds.filter((id) => !columns.includes(id));
}
