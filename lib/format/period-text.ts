import { type PeriodChoice, periodPresets } from "@/lib/types/overview";
import { isoDay } from "./date";
import { dayOfIso } from "./iso-day";

/** A period as addresses and the command line write it: "90", "month", "2018-01-01..2018-03-31". */
export function periodText(choice: PeriodChoice): string {
  return typeof choice === "string" ? choice : `${isoDay(choice.from)}..${isoDay(choice.to)}`;
}

/** The period a text names, its days in order; null for anything else. */
export function readPeriod(text: string): PeriodChoice | null {
  const preset = periodPresets.find((known) => known === text);
  if (preset !== undefined) return preset;
  const [first, last, ...rest] = text.split("..").map(dayOfIso);
  if (first === undefined || first === null || last === undefined || last === null || rest.length > 0) return null;
  return { from: Math.min(first, last), to: Math.max(first, last) };
}
