import { formatWeekday } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { categoryWords, paymentWords, statusWords } from "@/lib/format/words";
import type { CustomerChoices } from "@/lib/types/customer-filter";
import type { Choice, FilterChoices } from "./filter-editors";

type Segment = { index: number; name: string };

/** What the filter menu offers, in words, each with the customers it would keep. */
export function filterChoices(choices: CustomerChoices, segments: readonly Segment[], locale: string): FilterChoices {
  const counted = (list: keyof CustomerChoices, name: (value: string) => string): Choice[] =>
    choices[list].map(({ choice, customers }) => ({ value: choice, label: `${name(choice)}, ${formatNumber(customers, locale)}` }));
  return {
    segments: segments.map(({ index, name }) => ({ value: String(index), label: name })),
    states: counted("states", (state) => state),
    cities: counted("cities", (city) => placeWords(city, null) ?? city),
    categories: counted("categories", categoryWords),
    payments: counted("payments", paymentWords),
    statuses: counted("statuses", statusWords),
    weekdays: Array.from({ length: 7 }, (_, day) => ({ value: String(day), label: formatWeekday(day, locale) })),
    hours: Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour} h` })),
  };
}
