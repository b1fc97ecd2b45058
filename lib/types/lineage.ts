/** A group of a new run that is an old persona again. */
export type PersonaMatch = {
  index: number;
  /** index and name in the earlier run */
  from: number;
  fromName: string;
  /** members of both over members of either, among customers both runs group, 0-1 */
  jaccard: number;
};

/** A new run's personas beside those of an earlier one. */
export type Lineage = {
  /** the earlier run */
  comparedWith: number;
  matches: readonly PersonaMatch[];
  /** groups that are no old persona, with the reason in words */
  born: readonly { index: number; reason: string }[];
  /** personas of the earlier run that no group continues */
  retired: readonly { persona: string; name: string; reason: string }[];
};
