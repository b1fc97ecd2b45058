import type { CustomerFilter } from "./customer-filter";
import type { Day } from "./day";
import type { DaySpan } from "./overview";

/** The pages of the exploratory analysis, in the order of their tabs. */
export const exploreTopics = ["orders", "payments", "products", "places", "service", "retention", "repeat"] as const;
export type ExploreTopic = (typeof exploreTopics)[number];

/** Which orders are looked at; an empty list leaves that side unfiltered. */
export type OrderFilter = {
  /** days of order, both included */
  span: DaySpan;
  /** deliveries and reviews after this day are not known yet */
  asOf: Day;
  states: readonly string[];
  /** category of an order's dearest item */
  categories: readonly string[];
  /** segment indexes of the segmentation looked at */
  segments: readonly number[];
};

/** How a cell is written: keys become words, money minor units, shares 0-1, months year * 12 + month - 1. */
export type CellUnit =
  | "text" | "category" | "payment" | "status" | "month" | "day" | "weekday" | "hour"
  | "count" | "money" | "share" | "score" | "days" | "ratio";

export type AggregateColumn = {
  key: string;
  label: string;
  unit: CellUnit;
  /** what a missing value reads as; "unknown" unless said */
  absent?: string;
};

/** The numbers of one figure. Its chart, its table twin and its file all read these. */
export type AggregateTable = {
  caption: string;
  columns: readonly AggregateColumn[];
  rows: readonly (readonly (string | number | null)[])[];
  /** the customers behind each row, null where no filter can name them */
  behind?: readonly (CustomerFilter | null)[];
  /** the page of those customers */
  hrefs?: readonly (string | null)[];
};

/** A row of a chart called out by a rule. */
export type Callout = { row: number; text: string };

/** One figure: the finding by a tested rule, what was measured, the numbers. */
export type ExploreFigure = {
  finding: string;
  note: string;
  table: AggregateTable;
  callout?: Callout | null;
};

/** What there is to filter by, most frequent first. */
export type FilterChoices = {
  states: readonly string[];
  categories: readonly string[];
  segments: readonly { index: number; name: string }[];
};
