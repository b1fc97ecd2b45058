import { formatDay } from "@/lib/format/date";
import type { Day } from "@/lib/types/day";

/** Why nobody belongs to any group of a run. */
export type EmptyReason = "noSales" | "pastDay" | "otherData";

/** Whether nobody belongs to any group. */
export const isEmptyRun = (segments: readonly { customers: number }[]): boolean => segments.every(({ customers }) => customers === 0);

/**
 * Why a run without members has none: no order counts as a sale, the day looked at lies before the
 * orders the run looks at, or these came from other data.
 *
 * @param sales orders that count as one, whether the run looks at them or not
 * @param asOf past day looked at; null = the newest data
 */
export function emptyReason(sales: number, asOf: Day | null): EmptyReason {
  if (asOf !== null) return "pastDay";
  return sales === 0 ? "noSales" : "otherData";
}

/** What is the matter and what to do, as title and text. @param run null for the live one */
export function emptyRunWords(reason: EmptyReason, { run, asOf, locale, mayChangeShop }: { run: number | null; asOf: Day; locale: string; mayChangeShop: boolean }): { title: string; text: string } {
  switch (reason) {
    case "noSales":
      return { title: "No order counts as a sale, so there are no customers", text: `${mayChangeShop ? "Choose" : "An admin chooses"} under Settings, Shop which statuses count.` };
    case "pastDay":
      return { title: `Nobody had a persona on ${formatDay(asOf, locale)}`, text: "No customer of that day had an order that this segmentation looks at. Choose a later day." };
    default:
      return {
        title: run === null ? "The live segmentation was made of other data" : `Run ${run} was made of other data`,
        text: `None of today's customers has an order it looks at, so its personas are empty. ${run === null ? "Start a new one and promote it." : "Look at another run, or start a new one."}`,
      };
  }
}
