import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import { clusterSizes, numberBySize, type Assignment } from "./assign";
import { createArena, type Arena } from "./kernel/arena";
import { computeStarts, type Plan } from "./kernel/compute-starts";
import type { KernelThreads } from "./kernel/kernel-threads";
import { measureAssignment } from "./kernel/measure-assignment";
import { measureSilhouettes } from "./kernel/measure-silhouettes";
import {
  checkKMeansInput,
  defaultMaxIterations,
  defaultTolerance,
  type KMeansEngine,
  type KMeansFit,
  type KMeansInput,
  type KMeansWatch,
} from "./kmeans-engine";
import { seedingTrials } from "./seeding";

/** The uniform numbers each start's seeding uses, in the order in which the reference draws them. */
function drawUniforms({ k, seed, nInit }: KMeansInput): Float64Array[] {
  const random = createRandom(seed);
  const each = 1 + (k - 1) * seedingTrials(k);
  return Array.from({ length: nInit }, () => Float64Array.from({ length: each }, () => random()));
}

function planOf(input: KMeansInput): Plan {
  checkKMeansInput(input);
  const { points, k, weights = null, initial } = input;
  return {
    points,
    weights,
    k,
    trials: seedingTrials(k),
    tolerance: input.tolerance ?? defaultTolerance,
    maxIterations: input.maxIterations ?? defaultMaxIterations,
    starts: initial ? [{ initial }] : drawUniforms(input).map((uniforms) => ({ uniforms })),
  };
}

async function fitAll(threads: KernelThreads, arena: Arena, inputs: readonly KMeansInput[], watch: KMeansWatch): Promise<KMeansFit[]> {
  const found = await computeStarts(threads, arena, inputs.map(planOf), watch);
  return found.map(({ centroids, labels, inertia, iterations }, at) => {
    const k = inputs[at]?.k ?? 1;
    const numbered = numberBySize(centroids, clusterSizes(labels, k));
    for (let i = 0; i < labels.length; i++) labels[i] = numbered.newNumber[labels[i] ?? 0] ?? 0;
    return { centroids: numbered.centroids, labels, inertia, iterations };
  });
}

/**
 * K-means in a WebAssembly SIMD kernel over threads that share memory.
 *
 * Every result is the same to the bit for any number of threads. Labels are those of double
 * precision: single precision only settles the comparisons it can prove. The same seed draws the
 * same starting rows as the ml-kmeans engine. It knows weights.
 *
 * @param threads calls of one engine take turns on them
 */
export function createSimdEngine(threads: KernelThreads): KMeansEngine {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (arena: Arena) => Promise<T>): Promise<T> => {
    const result = last.then(() => work(createArena(threads.memory)));
    last = result.catch(() => undefined);
    return result;
  };
  const fitMany = (inputs: Iterable<KMeansInput>, watch: KMeansWatch = {}) =>
    inTurn((arena) => fitAll(threads, arena, [...inputs], watch));
  return {
    name: "simd",
    knowsWeights: true,
    fitMany,
    fit: async (input, watch) => {
      const [fit] = await fitMany([input], watch);
      if (!fit) throw new RangeError("no fit");
      return fit;
    },
    assign: (points: Points, centroids: Float64Array): Promise<Assignment> =>
      inTurn((arena) => measureAssignment(threads, arena, points, centroids)),
    silhouettes: (points, labels, k) => inTurn((arena) => measureSilhouettes(threads, arena, { points, labels, k })),
  };
}
