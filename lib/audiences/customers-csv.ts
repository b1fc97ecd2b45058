import { columnHead, membershipWord, paymentText, scoresText } from "@/lib/format/customer-cells";
import { isoDay } from "@/lib/format/date";
import type { MoneyStyle } from "@/lib/format/money";
import { placeWords } from "@/lib/format/place-words";
import { categoryWords } from "@/lib/format/words";
import type { CustomerColumnId } from "@/lib/types/customer-columns";
import type { CustomerRow } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { CsvValue } from "./spreadsheet-csv";

export type CustomersCsvView = { style: MoneyStyle; asOf: Day; /** by segment index */ names: ReadonlyMap<number, string> };

/** Heads of the file: those of the table, in its order. */
export function customersCsvHeader(columns: readonly CustomerColumnId[], style: MoneyStyle): string[] {
  return columns.map((id) => columnHead(id, style));
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * What each column writes for a row: words as on the screen, days in ISO form, amounts in major
 * units, shares as fractions 0-1. What is missing is empty, also where the screen says "none".
 */
function valuesFor({ style, asOf, names }: CustomersCsvView): Record<CustomerColumnId, (row: CustomerRow) => CsvValue> {
  const amount = (cents: number): number => rounded(cents / 10 ** style.minorUnits, style.minorUnits);
  const name = (index: number | null): string | null => (index === null ? null : (names.get(index) ?? null));
  const decimal = (value: number | null): number | null => (value === null ? null : rounded(value, 4));
  return {
    externalId: ({ externalId }) => externalId,
    persona: ({ segment }) => name(segment),
    orderCount: ({ orderCount }) => orderCount,
    revenueCents: ({ revenueCents }) => amount(revenueCents),
    averageOrderCents: ({ averageOrderCents }) => amount(averageOrderCents),
    lastOrder: ({ recencyDays }) => isoDay(asOf - recencyDays),
    recencyDays: ({ recencyDays }) => recencyDays,
    city: ({ city, state }) => placeWords(city, state),
    topCategory: ({ topCategory }) => (topCategory === null ? null : categoryWords(topCategory)),
    payment: paymentText,
    meanReviewScore: ({ meanReviewScore }) => decimal(meanReviewScore),
    scores: ({ scores }) => scoresText(scores),
    membership: membershipWord,
    consent: ({ emailConsent }) => emailConsent,
    smsConsent: ({ smsConsent }) => smsConsent,
    firstOrder: ({ ageDays }) => isoDay(asOf - ageDays),
    itemCount: ({ itemCount }) => itemCount,
    lateShare: ({ lateShare }) => decimal(lateShare),
    freightShare: ({ freightShare }) => decimal(freightShare),
    runnerUp: ({ runnerUp }) => name(runnerUp),
    margin: ({ margin }) => decimal(margin),
  };
}

/** Makes records of customers out of their rows, in the order of the columns. */
export function customersCsvRecord(columns: readonly CustomerColumnId[], view: CustomersCsvView): (row: CustomerRow) => CsvValue[] {
  const values = valuesFor(view);
  return (row) => columns.map((id) => values[id](row));
}
