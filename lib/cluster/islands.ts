import { balancedSample } from "@/lib/features/balance";
import { pickPoints } from "@/lib/stats/points";
import { mean, weightedDeviation } from "@/lib/stats/moments";
import { createRandom, permutation, sampleIndices, type Random } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import type { SeparationTest } from "@/lib/types/quality";
import { countDistinctRows, type KMeansEngine, type KMeansInput } from "./kmeans-engine";
import { principalAxes, project } from "./pca";
import { silhouetteBy } from "./silhouette";

/** Clearly better: so many deviations of the copies, and so much silhouette. */
const leastZ = 3;
const leastDifference = 0.05;
/** Column-permuted copies of each kind. */
const copies = 20;
const starts = 3;

export type SeparationInput = {
  points: Points;
  /** n weights of the fit, mean 1; null = equal */
  weights: Float64Array | null;
  k: number;
  seed: number;
  /** customers in the test at most */
  limit: number;
};

/** Each column in an order of its own: the margins stay, everything between columns goes. */
function permuted({ values, n, d }: Points, random: Random): Points {
  const mixed = new Float64Array(values.length);
  for (let j = 0; j < d; j++) permutation(n, random).forEach((from, i) => (mixed[i * d + j] = values[from * d + j]!)); // from < n
  return { values: mixed, n, d };
}

/** As the fit sees the customers, nobody twice; all of them alike where the sample would need repeats. */
function sampleOf({ points, weights, seed, limit }: SeparationInput): Points {
  const even = () => pickPoints(points, sampleIndices(points.n, Math.min(points.n, limit), createRandom(seed)));
  if (weights === null) return even();
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const most = Math.min(limit, Math.floor(points.n / heaviest));
  return most >= limit / 2 ? pickPoints(points, balancedSample(weights, seed, most)) : even();
}

/** Mean silhouettes of separate clusterings of several sets of points. */
async function silhouettesOf(sets: readonly Points[], k: number, seed: number, engine: KMeansEngine): Promise<number[]> {
  const inputs: KMeansInput[] = sets.map((points, i) => ({ points, k: Math.min(k, countDistinctRows(points, k)), seed: seed + i, nInit: starts }));
  const fits = await engine.fitMany(inputs);
  const means: number[] = [];
  for (const [i, points] of sets.entries()) {
    const fit = fits[i];
    const clusters = inputs[i]?.k ?? k;
    const quality = fit === undefined ? null : await silhouetteBy(engine, { points, labels: fit.labels, k: clusters }, { seed, limit: points.n });
    means.push(quality?.mean ?? 0);
  }
  return means;
}

type Null = { nullMean: number; nullDeviation: number };

function nullOf(means: readonly number[]): Null {
  return { nullMean: mean(means), nullDeviation: weightedDeviation(means, null) * Math.sqrt(means.length / (means.length - 1)) };
}

/**
 * Islands or slices: is the partition better than one of a cloud without groups?
 *
 * The mean silhouette of a sample, clustered anew with the same k, against 20 copies with each
 * column permuted (independent features, same margins), and against 20 more permuted along the
 * principal axes, which keep the correlations: a long smooth cloud is cut well without having
 * groups. "Separate groups" needs z >= 3 and 0.05 over both; the figures are those of the stronger
 * null.
 *
 * @returns null for one cluster, for one column (a permutation changes nothing), or where too few
 *   rows differ
 */
export async function testSeparation(input: SeparationInput, engine: KMeansEngine): Promise<SeparationTest | null> {
  const { k, seed } = input;
  const sample = sampleOf(input);
  if (k < 2 || sample.d < 2 || countDistinctRows(sample, k + 1) <= k) return null;
  const axes = principalAxes(sample, sample.d);
  const turned = { ...sample, values: project(sample, axes) };
  const random = createRandom(seed);
  const plain = Array.from({ length: copies }, () => permuted(sample, random));
  const along = Array.from({ length: copies }, () => permuted(turned, random));
  const [silhouette = 0, ...others] = await silhouettesOf([sample, ...plain, ...along], k, seed, engine);
  const nulls = [nullOf(others.slice(0, copies)), nullOf(others.slice(copies))];
  const zOf = ({ nullMean, nullDeviation }: Null) => (nullDeviation > 0 ? (silhouette - nullMean) / nullDeviation : null);
  const isClear = (one: Null) => silhouette - one.nullMean >= leastDifference && (zOf(one) ?? Infinity) >= leastZ;
  const strongest = nulls.reduce((most, one) => (one.nullMean > most.nullMean ? one : most));
  return {
    finding: nulls.every(isClear) ? "separate groups" : "slices of a continuum",
    silhouette,
    ...strongest,
    z: zOf(strongest),
    difference: silhouette - strongest.nullMean,
    copies,
    testedCustomers: sample.n,
    customers: input.points.n,
  };
}
