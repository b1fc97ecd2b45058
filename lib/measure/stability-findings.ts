import { formatNumber } from "@/lib/format/number";
import { capitalise, countWord, listWords } from "@/lib/format/words";
import type { BootstrapBasis, SeparationTest, StabilityWord } from "@/lib/types/quality";
import type { Segment } from "@/lib/types/segmentation";

/** Where Hennig's words begin: valid from 0.75, highly stable from 0.85, doubtful from 0.6. */
export const stabilityLimits = { doubtful: 0.6, valid: 0.75, highlyStable: 0.85 } as const;

const shaky: readonly StabilityWord[] = ["doubtful", "not to be trusted"];

/** Segments that resamples do not bring back surely: under 0.75, the weakest first. */
export function shakySegments(segments: readonly Segment[]): Segment[] {
  return segments
    .filter(({ stability }) => stability !== null && shaky.includes(stability.word))
    .sort((a, b) => (a.stability?.meanJaccard ?? 0) - (b.stability?.meanJaccard ?? 0));
}

/** Whether any segment's stability was assessed. */
export function isAssessed(segments: readonly Segment[]): boolean {
  return segments.some(({ stability }) => stability !== null);
}

/**
 * What the stability of a run's segments comes to, as a heading; null where it was not assessed.
 *
 * Names up to three shaky segments, the weakest first, else counts them.
 */
export function stabilityFinding(segments: readonly Segment[]): string | null {
  if (!isAssessed(segments)) return null;
  const found = shakySegments(segments);
  if (found.length === 0) return "Every segment comes back in resamples: all are valid or better";
  if (found.length === segments.length) return "No segment comes back surely in resamples: use them for reading, not for lists";
  const names = found.length > 3 ? `${countWord(found.length)} of ${countWord(segments.length)} segments` : listWords(found.map(({ name }) => name));
  const isUseless = found.every(({ stability }) => stability?.word === "not to be trusted");
  const one = found.length === 1;
  return `${capitalise(names)} ${one ? "is" : "are"} ${isUseless ? "not to be trusted" : "doubtful"}: use ${one ? "it" : "them"} for reading, not for lists`;
}

/** How many segments are valid or better, for the gallery's sentence; null where it was not assessed. */
export function validCountSentence(segments: readonly Segment[]): string | null {
  if (!isAssessed(segments)) return null;
  const valid = segments.length - shakySegments(segments).length;
  if (valid === segments.length) return "all are valid or better";
  if (valid === 0) return "none is valid or better";
  return `${countWord(valid)} of ${countWord(segments.length)} ${valid === 1 ? "is" : "are"} valid or better`;
}

/** What the resamples rest on: "50 resamples of 10,000, best of 10 starts each, assigning 10,000 of 96,096 customers". */
export function bootstrapWords({ resamples, fittedCustomers, starts, assignedCustomers, customers }: BootstrapBasis, locale: string): string {
  const number = (value: number): string => formatNumber(value, locale);
  const assigned = assignedCustomers < customers ? `${number(assignedCustomers)} of ${number(customers)} customers` : "all customers";
  const fits = starts === undefined ? "each" : `best of ${number(starts)} starts each,`;
  return `${number(resamples)} resamples of ${number(fittedCustomers)}, ${fits} assigning ${assigned}`;
}

/** Islands or slices, said first; the figures behind it second. */
export function separationWords(test: SeparationTest, locale: string): { finding: string; evidence: string } {
  const number = (value: number, digits = 3): string => formatNumber(value, locale, digits);
  const isSlices = test.finding === "slices of a continuum";
  const sample = test.testedCustomers < test.customers ? `a seeded sample of ${number(test.testedCustomers, 0)} of ${number(test.customers, 0)} customers` : `all ${number(test.customers, 0)} customers`;
  const z = test.z === null ? "the copies do not differ among themselves" : `z ${number(test.z, 1)}`;
  return {
    finding: isSlices ? "Slices of a continuum: useful cuts, movable borders" : "Separate groups: there is space between the segments",
    evidence: `Silhouette ${number(test.silhouette)}; ${number(test.copies, 0)} copies with every feature shuffled on its own reach ${number(test.nullMean)} on average. Difference ${number(test.difference)}, ${z}; groups need 0.05 and z of 3 or more. Measured on ${sample}.`,
  };
}
