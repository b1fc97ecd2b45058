import type { Method, Preset } from "@/lib/types/segmentation";

/** What the form opens with: the defaults, or an earlier run. */
export type StartDefaults = {
  method: Method;
  preset: Preset;
  balance: string;
  k: number | null;
  asOf: string;
  windowDays: number | null;
  status: string;
  /** empty = those of the preset */
  features: readonly string[];
  seed: number;
  nInit: number;
  engine: string;
  assess: string;
  /** seven, eleven, own-ID, run-ID */
  table: string;
  /** empty = the run decides */
  scoring: string;
  /** cut points as typed, in days, orders and the currency's major unit */
  cuts: { recency: string; orders: string; spend: string };
};

/** A table of RFM rules to choose. */
export type RuleChoice = { value: string; label: string; bins: number; isSeven: boolean };

export type FieldErrors = Readonly<Record<string, string>> | undefined;
