/** A group a view filters by, as it was when the view was saved. */
export type SavedSegment = {
  index: number;
  /** identity across runs; null for a run that gave none */
  persona: string | null;
  name: string;
};

/** A customers table somebody keeps. */
export type SavedView = {
  id: number;
  name: string;
  /** filter, order and columns as the address of the customers page holds them */
  query: string;
  segments: readonly SavedSegment[];
  /** seen by the whole team */
  isShared: boolean;
  /** user id */
  createdBy: string;
};
