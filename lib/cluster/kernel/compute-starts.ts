import type { Points } from "@/lib/types/features";
import type { KMeansWatch } from "../kmeans-engine";
import type { Arena } from "./arena";
import type { KernelThreads } from "./kernel-threads";
import { fitsField, placeFits, placePoints, placeStart, placeTeam, placeWorkspace, scratchBytesOf, type StartFields } from "./records";

/** Where a start begins: given centroids, or the uniform numbers that draw them. */
export type Beginning = { initial: Float64Array } | { uniforms: Float64Array };

/** One fit, checked: the start of least inertia wins. */
export type Plan = {
  points: Points;
  weights: Float64Array | null;
  k: number;
  /** candidates for each further starting centroid */
  trials: number;
  tolerance: number;
  maxIterations: number;
  starts: readonly Beginning[];
};

/** A finished fit in the order of clusters the start gave them. */
export type Found = { centroids: Float64Array; labels: Int32Array; inertia: number; iterations: number };

/** From so many rows on, threads gain more by sharing a start than by a start each. */
const sharedRows = 60_000;

type Placed = { plan: Plan; fields: StartFields };
type Crew = { threads: KernelThreads; arena: Arena };
type Stage = { together: boolean; workspaces: number[]; teams: number[]; scratch: number; scratchBytes: number };

/** Places each of the values once, however many plans share it. */
function placeOnce<T extends object>(place: (value: T) => number): (value: T) => number {
  const places = new Map<T, number>();
  return (value) => {
    const at = places.get(value) ?? place(value);
    places.set(value, at);
    return at;
  };
}

function placePlans({ threads, arena }: Crew, plans: readonly Plan[]): { starts: Placed[]; points: number[] } {
  const points: number[] = [];
  const pointsOnce = placeOnce((value: Points) => {
    const at = placePoints(arena, value, placeTeam(arena, threads.count, 0));
    points.push(at);
    return at;
  });
  const weightsOnce = placeOnce((value: Float64Array) => arena.place(value));
  const starts = plans.flatMap((plan) =>
    plan.starts.map((beginning) => {
      const { k, maxIterations, trials, tolerance } = plan;
      const fields = {
        points: pointsOnce(plan.points),
        weights: plan.weights === null ? 0 : weightsOnce(plan.weights),
        k,
        maxIterations,
        trials,
        randoms: "uniforms" in beginning ? arena.place(beginning.uniforms) : 0,
        centroids: "initial" in beginning ? arena.place(beginning.initial) : arena.take(k * plan.points.d * 8),
        result: arena.place(Float64Array.of(tolerance, 0, 0)),
        // one start is the best of one, and what it leaves behind is its labels
        labels: plan.starts.length === 1 ? arena.take(plan.points.n * 4) : 0,
      };
      return { plan, fields };
    }),
  );
  return { starts, points };
}

/** Workspaces for the largest of the plans, and scratch for each thread. */
function placeStage({ threads, arena }: Crew, plans: readonly Plan[], starts: number): Stage {
  const most = (of: (plan: Plan) => number) => Math.max(...plans.map(of));
  const size = { n: most((p) => p.points.n), k: most((p) => p.k), d: most((p) => p.points.d) };
  const together = starts < threads.count || size.n >= sharedRows;
  const count = together ? 1 : threads.count;
  const numbers = Array.from({ length: count }, (_, number) => number);
  const scratchBytes = scratchBytesOf(size.d);
  return {
    together,
    workspaces: numbers.map(() => placeWorkspace(arena, size)),
    teams: numbers.map((number) => placeTeam(arena, together ? threads.count : 1, number)),
    scratch: arena.take(scratchBytes * threads.count),
    scratchBytes,
  };
}

/** Runs starts to their end; told to stop, the threads return and the reason is thrown. */
async function runStarts({ threads, arena }: Crew, starts: readonly Placed[], stage: Stage, watch: KMeansWatch): Promise<void> {
  const { scratch, scratchBytes } = stage;
  const pointers = starts.map(({ fields }) => placeStart(arena, fields));
  const record = placeFits(arena, { ...stage, starts: pointers });
  const fields = arena.integers(record, 5);
  const look = async (): Promise<void> => {
    try {
      watch.signal?.throwIfAborted();
      await watch.onProgress?.(Atomics.load(fields, fitsField.done) / starts.length);
    } catch (reason) {
      Atomics.store(fields, fitsField.cancel, 1);
      throw reason;
    }
  };
  await look();
  await threads.run({ entry: "fit", record, scratch, scratchBytes }, look);
  await look();
}

/** The start of least inertia of each plan; the first of equals. */
function winnersOf({ arena }: Crew, starts: readonly Placed[]): Map<Plan, Placed> {
  const inertiaOf = ({ fields }: Placed) => arena.floats(fields.result, 3)[1] ?? Infinity;
  const winners = new Map<Plan, Placed>();
  for (const start of starts) {
    const best = winners.get(start.plan);
    if (best === undefined || inertiaOf(start) < inertiaOf(best)) winners.set(start.plan, start);
  }
  return winners;
}

/** The labels of a winner of many: a start of no iterations from where it ended. */
function labelling({ arena }: Crew, { plan, fields }: Placed): Placed {
  if (fields.labels !== 0) return { plan, fields };
  const result = arena.place(Float64Array.of(0, 0, 0));
  const labels = arena.take(plan.points.n * 4);
  return { plan, fields: { ...fields, randoms: 0, maxIterations: 0, result, labels } };
}

/**
 * Computes all starts of all plans and keeps the best of each plan.
 *
 * @param watch told the share of finished starts; may throw to cancel
 * @returns one fit a plan, in their order
 */
export async function computeStarts(threads: KernelThreads, arena: Arena, plans: readonly Plan[], watch: KMeansWatch): Promise<Found[]> {
  if (plans.length === 0) return [];
  const crew = { threads, arena };
  const { starts, points } = placePlans(crew, plans);
  const stage = placeStage(crew, plans, starts.length);
  watch.signal?.throwIfAborted();
  for (const record of points) await threads.run({ entry: "prepare", record, scratch: 0, scratchBytes: 0 });
  await runStarts(crew, starts, stage, watch);
  const winners = winnersOf(crew, starts);
  const labelled = new Map(Array.from(winners, ([plan, winner]) => [plan, labelling(crew, winner)]));
  const unlabelled = [...labelled.values()].filter(({ plan }) => plan.starts.length > 1);
  if (unlabelled.length > 0) await runStarts(crew, unlabelled, stage, {});
  return plans.map((plan) => {
    const best = winners.get(plan);
    const last = labelled.get(plan);
    if (!best || !last) throw new RangeError("nInit is 0; it must be at least 1");
    const [, inertia = NaN, iterations = NaN] = arena.floats(best.fields.result, 3);
    return {
      centroids: arena.floats(best.fields.centroids, plan.k * plan.points.d).slice(),
      labels: arena.integers(last.fields.labels, plan.points.n).slice(),
      inertia,
      iterations,
    };
  });
}
