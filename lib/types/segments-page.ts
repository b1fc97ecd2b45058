/** One cell of recency score by frequency score. */
export type RfmCell = {
  recency: number;
  frequency: number;
  customers: number;
  revenueCents: number;
  /** the RFM segment that takes the cell */
  name: string;
};

/** What of a cell is shown. */
export const rfmMeasures = ["customers", "revenue", "spend"] as const;
export type RfmMeasure = (typeof rfmMeasures)[number];
