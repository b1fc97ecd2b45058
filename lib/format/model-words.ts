import type { ModelAge } from "@/lib/types/assignment";
import { formatDay } from "./date";
import { formatNumber, formatPercent } from "./number";
import { plural } from "./words";

/** "Model fitted 31 Jul 2018, 29 days before; 3.2% of customers are new since." Nothing for members of the fit itself. */
export function modelAgeWords(age: ModelAge | null, locale: string): string {
  if (age === null) return "";
  const distance = Math.abs(age.days);
  const when = distance === 0 ? "on that day" : `${plural(distance, formatNumber(distance, locale), "day")} ${age.days > 0 ? "before" : "later"}`;
  const fitted = `Model fitted ${formatDay(age.fittedAsOf, locale)}, ${when}`;
  return age.newcomerShare === null ? `${fitted}.` : `${fitted}; ${formatPercent(age.newcomerShare, locale)} of customers are new since.`;
}
