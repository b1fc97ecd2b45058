import type { CustomerRow } from "./customer-profile";
import type { Day, MonthIndex } from "./day";
import type { BandMeasure, DaySpan, KpiFacts, KpiReading, Notice, OrdersFilter, PersonaShare, PeriodPreset, RevenueByPersona } from "./overview";
import type { Segment, Segmentation } from "./segmentation";
import type { Shop } from "./shop";

/** A period and the one before it that it is compared with; null where the data do not reach back that far. */
export type Period = { preset: PeriodPreset | "custom"; span: DaySpan; before: DaySpan | null; /** the same days a year before */ lastYear: DaySpan | null };

/** Customers who went from one persona to another. */
export type Move = {
  /** index and name of the persona then and now */
  from: number;
  to: number;
  fromName: string;
  toName: string;
  customers: number;
  /** what they had spent by the later day */
  revenueCents: number;
  /** up: at least half of them ordered since; down: more than half only fell silent */
  direction: "up" | "down";
  /** median days without an order of those who fell silent; null for a move up */
  silentDays: number | null;
};

/** Who changed persona between two days, by one model. */
export type Movers = {
  since: Day;
  asOf: Day;
  /** most customers first */
  moves: readonly Move[];
  moved: number;
  revenueCents: number;
  /** customers there on both days */
  common: number;
  /** customers only the later day knows, and the personas they are in, most first */
  joined: number;
  joinedTo: readonly { name: string; customers: number }[];
  /** share of the moves without a new order, 0-1 */
  silentShare: number;
};

/** The customers behind one move. */
export type MovedPage = {
  shop: Shop;
  segmentation: Segmentation;
  since: Day;
  asOf: Day;
  was: Segment | null;
  now: Segment;
  customers: number;
  revenueCents: number;
  /** highest revenue first, at most a hundred */
  rows: readonly CustomerRow[];
};

/** The movers of an overview, read by themselves. */
export type OverviewMovers = {
  shop: Shop;
  /** null before the first segmentation */
  segmentationId: number | null;
  /** since the start of the period; null without a model that could be applied to that day */
  movers: Movers | null;
};

/** Everything the overview shows but the movers. */
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
  /** revenue or customers who ordered, by month and persona */
  revenue: RevenueByPersona & { measure: BandMeasure };
  notices: readonly Notice[];
  filter: OrdersFilter;
  /** what can be filtered by, most orders first */
  choices: { states: readonly string[]; categories: readonly string[] };
  /** the past day all this is looked at as of; null = the newest data */
  asOf: number | null;
};
