/** A group of a new run that is an old persona again. */
export type PersonaMatch = {
  index: number;
  /** index and name in the earlier run */
  from: number;
  fromName: string;
  /** members of both over members of either, among customers both runs group, 0-1 */
  jaccard: number;
};

/** A group of a new run that is no persona of the run before, but one of an older run that a person has named or noted. */
export type PersonaReturn = { index: number; persona: string; name: string; run: number; jaccard: number };

/** A new run's personas beside those of an earlier one. */
export type Lineage = {
  /** the earlier run */
  comparedWith: number;
  matches: readonly PersonaMatch[];
  /** groups that are no old persona, with the reason in words */
  born: readonly { index: number; reason: string }[];
  /** personas of older runs that are back; absent in runs stored before these were looked for */
  returned?: readonly PersonaReturn[];
  /** personas of the earlier run that no group continues */
  retired: readonly { persona: string; name: string; reason: string }[];
};
