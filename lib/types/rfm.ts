/** How a value becomes a score: by quantiles of the customers, by given cut points, or frequency by 1, 2, 3, 4+ orders and the rest by quantiles. */
export const rfmScorings = ["quantile", "fixed", "hybrid"] as const;
export type RfmScoring = (typeof rfmScorings)[number];
export const rfmBinChoices = [3, 4, 5] as const;
export type RfmBins = (typeof rfmBinChoices)[number];
export const rfmTableNames = ["seven", "eleven", "custom"] as const;
export type RfmTableName = (typeof rfmTableNames)[number];

/** What the second score of a cell is: frequency alone, or the half-up mean of frequency and money. */
export const rfmAxes = ["frequency", "frequencyAndMonetary"] as const;
export type RfmAxis = (typeof rfmAxes)[number];

/** A segment and the cells it takes: recency score, then the score of the second axis, e.g. "43". */
export type RfmRule = { name: string; cells: readonly string[] };

/** A rule table over bins x bins cells. */
export type RfmRuleTable = { bins: number; axis: RfmAxis; rules: readonly RfmRule[] };

/** RFM cut points, ascending raw units, one fewer than scores (frequency may have fewer: 1, 2, 3, 4+ orders). */
export type RfmCuts = { recencyDays: readonly number[]; orderCount: readonly number[]; revenueCents: readonly number[] };

/** What a person asks of RFM; null is decided by the table and the shop and stored decided. */
export type RfmRequest = {
  table: RfmTableName;
  /** null = quantile; hybrid for the eleven segments where more than 60 % of customers have one order */
  scoring: RfmScoring | null;
  /** null = those of the table: 4 for seven, 5 for eleven */
  bins: RfmBins | null;
  /** the rules of a custom table */
  custom: RfmRuleTable | null;
  /** cut points kept from elsewhere: given for "fixed", or frozen from an earlier run; null = fitted to these customers */
  cuts: RfmCuts | null;
};

/** How an RFM run was scored and grouped, stored with it. Its cut points are `Segmentation.cuts`. */
export type RfmParameters = {
  tableName: RfmTableName;
  table: RfmRuleTable;
  scoring: RfmScoring;
  cutPoints: "fitted" | "given";
  /** share of customers with one order, 0-1 */
  oneOrderShare: number;
};
