import type { Lifecycle, LevelName, SeasonClaim, ValueWord } from "./segmentation";

/** How soon a segment must be looked at again, by how long it has been around. */
export type LifetimeBand = "short" | "middling" | "long";

/** A trait in the table of personas: the level it is named by, and the members' mean in the raw unit. */
export type TraitCell = { level: LevelName | null; mean: number | null };

/** One persona in the form of the second seed study's table, levels and means side by side. Shares are fractions. */
export type PersonaRow = {
  index: number;
  persona: string;
  valueWord: ValueWord | null;
  lifecycle: Lifecycle;
  customers: number;
  customerShare: number;
  revenueShare: number;
  /** orders of a member */
  orderFrequency: TraitCell;
  /** minor units, mean over members of their mean order, item price and freight */
  averagePayment: TraitCell;
  averagePrice: TraitCell;
  averageFreight: TraitCell;
  /** days since the last order */
  recency: TraitCell;
  /** minor units a member spent in all */
  meanSpendCents: number | null;
  /** e.g. "summer"; null = no pattern */
  season: SeasonClaim;
  /** e.g. "beginning of the month"; null = no pattern */
  monthPeriod: SeasonClaim;
  /** not rounded; null without orders */
  lifetimeMonths: number | null;
  lifetimeBand: LifetimeBand | null;
};
