import { leastValid } from "@/lib/cluster/bootstrap";
import { compareChoicesOfK, type MeasuredK } from "@/lib/cluster/choice-of-k";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { judgeChoices, type Measured } from "@/lib/cluster/recommend-k";
import type { FeatureMatrix } from "@/lib/types/features";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import { nameSegments } from "./name-segments";
import { pickCustomers } from "./pick-customers";
import type { SegmentationInput } from "./segmentation-input";
import type { Space } from "./fit-clusters";

/** Names the segments of a k that do not come back, the weakest first. */
function withNames({ measured, labels, meanJaccards }: MeasuredK, judged: FeatureMatrix): Measured {
  if (meanJaccards === null) return measured;
  const names = nameSegments(judged, labels, measured.k);
  const weakSegments = meanJaccards
    .map((meanJaccard, c) => ({ name: names[c] ?? "", meanJaccard }))
    .filter(({ meanJaccard }) => meanJaccard < leastValid)
    .sort((a, b) => a.meanJaccard - b.meanJaccard);
  return { ...measured, leastStability: Math.min(...meanJaccards), weakSegments };
}

/**
 * The k a run takes and the table it was chosen from. The table is made where a person asks for a
 * full assessment, without stability where only the k is open, and not at all where k is given and
 * nothing is to be assessed. A table known from a run of the same customers is taken as it is. Tiers are three by definition.
 *
 * @param watch called with 0-1 between fits; may throw to cancel
 */
export async function chooseK(
  { request, matrix, knownChoices = [] }: SegmentationInput,
  { points, weights, balance }: Space,
  engine: KMeansEngine,
  watch: (fraction: number) => void | Promise<void>,
): Promise<{ k: number; choices: readonly ChoiceOfK[] }> {
  const isAssessed = request.assess === "full" && request.method !== "tiers";
  if (request.k !== "auto" && !isAssessed) return { k: request.k, choices: [] };
  const known = knownChoices.find((one) => isAssessed && one.balance === balance && one.engine === engine.name && one.choices.length > 0);
  if (known !== undefined) return { k: kOf(request.k, known.choices), choices: known.choices };
  const table = await compareChoicesOfK({ points, weights, seed: request.seed, withStability: isAssessed }, engine, watch);
  const judged = pickCustomers(matrix, table.judged);
  const choices = judgeChoices(table.rows.map((row) => withNames(row, judged)));
  return { k: kOf(request.k, choices), choices };
}

function kOf(asked: number | "auto", choices: readonly ChoiceOfK[]): number {
  return asked === "auto" ? (choices.find((row) => row.verdict === "recommended")?.k ?? 1) : asked;
}
