import type { Day } from "./day";
import type { Lifecycle, ValueWord } from "./segmentation";

/** One side of a migration: a run's members as of a day. */
export type MigrationSide = {
  segmentationId: number;
  asOf: Day;
  customers: number;
  groups: readonly { index: number; name: string; valueWord: ValueWord | null; lifecycle: Lifecycle; customers: number; revenueCents: number }[];
};

/** Customers who were in one group and are in another; null = newcomer, or gone. */
export type MigrationFlow = {
  from: number | null;
  to: number | null;
  customers: number;
  /** what they had spent by the earlier day, and by the later */
  revenueBeforeCents: number;
  revenueAfterCents: number;
};

/** Who went where between two days or two runs. */
export type Migration = {
  before: MigrationSide;
  after: MigrationSide;
  /** every pair met, by `from`, then `to`; nulls last */
  flows: readonly MigrationFlow[];
  newcomers: number;
  gone: number;
  /** customers of both whose group is another persona */
  moved: number;
  /** customers in both */
  common: number;
};
