import type { RfmAxis } from "./rfm";
import type { ConsentState } from "./snapshot";

/** Half-open in days and cents: `min <= value <= max`; null = no bound. */
export type Range = { min: number | null; max: number | null };

/** Members with a margin under this lie on the border to the next segment. methods.md section 6. */
export const borderlineMargin = 0.1;

/** The filters of the customers table and of a target list, the same everywhere. */
export type CustomerFilter = {
  search: string | null;
  /** segment indexes of the segmentation looked at */
  segments: readonly number[];
  states: readonly string[];
  spendCents: Range;
  recencyDays: Range;
  orderCount: Range;
  emailConsent: ConsentState | null;
  /** one cell of the RFM grid of the segmentation looked at */
  rfmCell: { recency: number; second: number; axis: RfmAxis } | null;
  /** true: only members with margin >= 0.1 */
  coreOnly: boolean;
};

export const noFilter: CustomerFilter = {
  search: null,
  segments: [],
  states: [],
  spendCents: { min: null, max: null },
  recencyDays: { min: null, max: null },
  orderCount: { min: null, max: null },
  emailConsent: null,
  rfmCell: null,
  coreOnly: false,
};

export const customerSorts = [
  "revenueCents",
  "orderCount",
  "averageOrderCents",
  "recencyDays",
  "externalId",
  "city",
  "meanReviewScore",
] as const;
export type CustomerSort = (typeof customerSorts)[number];
export type Direction = "asc" | "desc";
