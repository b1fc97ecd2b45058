import type { MonthIndex } from "./day";
import type { DaySpan, KpiFacts, KpiReading, Notice, OrdersFilter, PersonaShare, PeriodPreset, RevenueByPersona } from "./overview";
import type { Shop } from "./shop";

/** A period and the equally long one before it; null where the data do not reach back that far. */
export type Period = { preset: PeriodPreset; span: DaySpan; before: DaySpan | null; /** the same days a year before */ lastYear: DaySpan | null };

export type Move = {
  from: string;
  to: string;
  customers: number;
  /** median days without an order where silence moved most of them; null: a new order did */
  silentDays: number | null;
};
export type Movers = {
  moves: readonly Move[];
  moved: number;
  /** customers known to both runs */
  common: number;
  /** customers only the later run knows */
  joined: number;
  /** share of the moves without a new order, 0-1 */
  silentShare: number;
};

/** Everything the overview shows. */
export type Overview = {
  shop: Shop;
  firstDay: number;
  lastDay: number;
  /** over all sales of the snapshot */
  totals: KpiFacts;
  period: Period;
  readings: readonly KpiReading[];
  historyMonths: readonly MonthIndex[];
  /** null before the first segmentation */
  segmentation: { id: number; asOf: number; isStale: boolean } | null;
  personas: readonly PersonaShare[];
  revenue: RevenueByPersona;
  movers: (Movers & { since: number }) | null;
  notices: readonly Notice[];
  filter: OrdersFilter;
  /** what can be filtered by, most orders first */
  choices: { states: readonly string[]; categories: readonly string[] };
  /** the past day all this is looked at as of; null = the newest data */
  asOf: number | null;
};
