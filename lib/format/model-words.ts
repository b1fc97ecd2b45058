import type { ModelAge } from "@/lib/types/assignment";
import { formatDay } from "./date";
import { formatNumber, formatPercent } from "./number";
import { plural } from "./words";

/** "Model fitted 31 Jul 2018, 29 days before; 3.2% of customers are new since." Nothing for members of the fit itself. */
export function modelAgeWords(age: ModelAge | null, locale: string): string {
  if (age === null) return "";
  const days = plural(age.days, formatNumber(age.days, locale), "day");
  const fitted = `Model fitted ${formatDay(age.fittedAsOf, locale)}, ${days} before`;
  return age.newcomerShare === null ? `${fitted}.` : `${fitted}; ${formatPercent(age.newcomerShare, locale)} of customers are new since.`;
}
