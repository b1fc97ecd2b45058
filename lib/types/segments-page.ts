/** One cell of recency score by the second score of a rule table. */
export type RfmCell = {
  recency: number;
  /** frequency, or frequency and money together */
  second: number;
  customers: number;
  revenueCents: number;
  /** the RFM segment that takes the cell */
  name: string;
};

/** What of a cell is shown. */
export const rfmMeasures = ["customers", "revenue", "spend"] as const;
export type RfmMeasure = (typeof rfmMeasures)[number];
