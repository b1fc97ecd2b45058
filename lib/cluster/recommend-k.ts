import type { ChoiceOfK } from "@/lib/types/segmentation";
import { leastTrusted, leastValid, stabilityWord } from "./bootstrap";

/** A row before it is judged. */
export type Measured = Omit<ChoiceOfK, "verdict" | "reason">;

/** Fewer clusters than this are never recommended where more are possible. */
const leastRecommended = 4;
/** Silhouettes this near are equals; among equals the most granular is recommended. */
const tolerance = 0.05;

type Judgeable = Pick<Measured, "k" | "silhouette"> & Partial<Pick<Measured, "leastStability">>;

function isTrusted({ leastStability }: Judgeable): boolean {
  return leastStability === null || leastStability === undefined || leastStability >= leastTrusted;
}

/** Rows with a silhouette near the best of those from `least` on; all of them where no k goes so far. */
function nearBest<Row extends Judgeable>(measured: readonly Row[], least: number): Row[] {
  const granular = measured.filter(({ k }) => k >= least);
  const candidates = granular.length > 0 ? granular : measured;
  const best = Math.max(...candidates.map((row) => row.silhouette));
  const slack = granular.length > 0 ? tolerance : 0;
  return candidates.filter((row) => row.silhouette >= best - slack);
}

/**
 * Which k to recommend: among k >= 4 the most granular whose silhouette is within 0.05 of the
 * best of them and whose every segment is at least doubtful by its bootstrap stability (0.6). Where
 * none of the near-equals is that stable, the most stable of them; where no k >= 4 is possible, the
 * k of the best silhouette.
 *
 * @param measured in any order
 * @param least the least k to recommend
 * @returns null for no rows
 */
export function recommendedK(measured: readonly Judgeable[], least = leastRecommended): number | null {
  const near = nearBest(measured, least);
  if (near.length === 0) return null;
  const trusted = near.filter(isTrusted);
  if (trusted.length > 0) return Math.max(...trusted.map(({ k }) => k));
  return near.reduce((best, row) => ((row.leastStability ?? 0) > (best.leastStability ?? 0) ? row : best)).k;
}

/** Weak segments a reason names before it counts the rest. */
const mostNamed = 3;

/** Rounded down, so that no figure reads as the word above its own. */
function twoDigits(value: number): string {
  return (Math.floor(value * 100) / 100).toFixed(2);
}

function weakness({ weakSegments }: Measured): string {
  const byWord = new Map<string, string[]>();
  for (const { name, meanJaccard } of weakSegments.slice(0, mostNamed)) {
    const word = stabilityWord(meanJaccard);
    byWord.set(word, [...(byWord.get(word) ?? []), `${name} ${twoDigits(meanJaccard)}`]);
  }
  const named = [...byWord].map(([word, names]) => `${word}: ${names.join(", ")}`).join("; ");
  const more = weakSegments.length - mostNamed;
  return more > 0 ? `${named} and ${more} more under ${leastValid}` : named;
}

type Standards = { recommended: number; best: number; least: number };

function verdictOf(row: Measured, { recommended, best, least }: Standards): ChoiceOfK["verdict"] {
  if (row.k === recommended) return "recommended";
  if (row.k < least) return "coarser";
  if (row.silhouette < best - tolerance) return "silhouette too low";
  if (row.silhouette === best) return "best silhouette";
  return isTrusted(row) ? "coarser" : "not stable";
}

const words: Record<ChoiceOfK["verdict"], (standards: Standards) => string> = {
  recommended: ({ best }) => `most segments within ${tolerance} of the best silhouette ${best.toFixed(2)}`,
  coarser: ({ recommended }) => `fewer segments than ${recommended}`,
  "silhouette too low": ({ best }) => `silhouette more than ${tolerance} under the best, ${best.toFixed(2)}`,
  "best silhouette": () => "best silhouette",
  "not stable": () => "near the best silhouette, but a segment does not come back",
};

/** Adds to each row why it is, or is not, the recommended one, and which of its segments to doubt. */
export function judgeChoices(measured: readonly Measured[], least = leastRecommended): ChoiceOfK[] {
  const granular = measured.filter(({ k }) => k >= least);
  const best = Math.max(...(granular.length > 0 ? granular : measured).map((row) => row.silhouette));
  const standards = { recommended: recommendedK(measured, least) ?? 0, best, least };
  return measured.map((row) => {
    const verdict = verdictOf(row, standards);
    return { ...row, verdict, reason: [words[verdict](standards), weakness(row)].filter(Boolean).join("; ") };
  });
}
