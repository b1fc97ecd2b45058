import { bandNumbers, shareNumbers } from "@/lib/measure/overview-numbers";
import { categoryNumbers, marginNumbers, placeNumbers, profileNumbers, rhythmNumbers, serviceNumbers, trendNumbers } from "@/lib/measure/persona-numbers";
import type { AggregateTable } from "@/lib/types/explore";
import type { Overview } from "@/lib/types/overview-page";
import type { PersonaPage } from "./read-persona";

/** The numbers of one figure of the overview; null where it has no such figure or nothing to show in it. Moves: `moveNumbers`. */
export function overviewTable({ segmentation, revenue, personas }: Overview, figure: string): AggregateTable | null {
  if (segmentation === null) return null;
  switch (figure) {
    case "months":
      return bandNumbers(revenue);
    case "personas":
      return shareNumbers(personas);
    default:
      return null;
  }
}

/** The numbers of one figure of a persona's page; null where there is no such figure. */
export function personaTable(page: PersonaPage, figure: string): AggregateTable | null {
  switch (figure) {
    case "profile":
      return profileNumbers(page.profile);
    case "margin":
      return page.margins === null ? null : marginNumbers(page.margins);
    case "trend":
      return trendNumbers(page.trend);
    case "rhythm":
      return rhythmNumbers(page.rhythm);
    case "places":
      return placeNumbers(page.states);
    case "service":
      return serviceNumbers(page.payments, page.service);
    case "categories":
      return categoryNumbers(page.categories);
    default:
      return null;
  }
}
