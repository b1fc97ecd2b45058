import type { RfmRuleTable } from "./rfm";

/** A shop's own RFM rules under a name. */
export type SavedRuleTable = { id: number; name: string; table: RfmRuleTable; updatedAt: Date; updatedBy: string };

