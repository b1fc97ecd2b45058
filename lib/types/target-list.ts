import type { ConsentState } from "./snapshot";

export const channels = ["email", "sms"] as const;
export type Channel = (typeof channels)[number];

/** How to reach a customer, as the store knows it now. */
export type Contact = {
  customerKey: number;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  emailConsent: ConsentState;
  smsConsent: ConsentState;
};

/** Who is left out of a list, by the first reason that applies. */
export type Excluded = {
  /** said no, here or under another customer with the same address */
  noConsent: number;
  /** never asked, or no contact known */
  unknownConsent: number;
  /** no usable address for the channel */
  noAddress: number;
};

/** A downloaded list, as the store remembers it. */
export type TargetList = {
  id: string;
  segmentationId: number;
  segmentName: string;
  rows: number;
  excluded: number;
  sha256: string;
  bytes: number;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
};

/** Customers of a past day and what they bought after it. */
export type LaterSales = { customers: number; /** who bought again */ buyers: number; orders: number; revenueCents: number };

/** What a rule would have picked on a past day, and everybody of that day. */
export type BackTest = { members: LaterSales; everybody: LaterSales };
