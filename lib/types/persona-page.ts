import type { MonthIndex } from "./day";
import type { FeatureName } from "./features";

/** Where the members stand in one feature among all customers. Percentiles are mid-rank, 0-1. */
export type ProfilePoint = {
  feature: FeatureName;
  /** mean over all customers and over the members, raw unit */
  meanAll: number | null;
  meanMembers: number | null;
  /** of the members' median among all customers */
  percentile: number;
  /** beyond chance (z >= 3) and five points from the middle customer, mean and median on one side */
  isNotable: boolean;
};

/** Members by margin to the next group, in equal steps from 0 to 1. */
export type MarginHistogram = {
  step: number;
  counts: readonly number[];
  members: number;
  /** groups the borderline members are nearest to, most first */
  runnersUp: readonly { index: number; customers: number }[];
};

export type CategoryPair = { first: string; next: string; customers: number };
export type Categories = {
  first: readonly { category: string; share: number; shareAll: number }[];
  pairs: readonly CategoryPair[];
  /** members with a second order */
  reordered: number;
};

/** One bar of a rhythm: the members' share and that of all customers over the same months. */
export type RhythmBar = { at: number; share: number; expected: number };
export type Rhythm = { months: readonly RhythmBar[]; weekdays: readonly RhythmBar[]; hours: readonly RhythmBar[]; orders: number };

/** The members' orders month by month, and how much of the shop's they are. */
export type PersonaMonth = { month: MonthIndex; revenueCents: number; revenueShare: number | null; customers: number; customerShare: number | null };

export type StateShare = { state: string; members: number; share: number; shareAll: number };

/** Means and shares of the members' orders beside all customers' orders of the same months. */
export type ServiceFacts = {
  orders: number;
  installments: number | null;
  deliveryDays: number | null;
  lateShare: number | null;
  delivered: number;
  reviewScore: number | null;
  freightShare: number | null;
};
export type PaymentShare = { type: string; share: number; shareAll: number };

export type ExampleCustomer = { externalId: string; orders: number; revenueCents: number; lastDay: number; place: string | null };
