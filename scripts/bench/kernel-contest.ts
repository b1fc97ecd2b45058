import { writeFileSync } from "node:fs";
import path from "node:path";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { silhouetteBy } from "@/lib/cluster/silhouette";
import { createSimdEngine } from "@/lib/cluster/simd-engine";
import { openKernelPool } from "@/lib/jobs/kernel-pool";
import { createRandom } from "@/lib/stats/random";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import type { Points } from "@/lib/types/features";
import { interleave } from "./figures";
import { type Answer, openKMeansPeer, type PeerQuestion } from "./kmeans-peer";
import { describeMachine } from "./machine";
import type { BenchContext } from "./context";
import type { Measure } from "./figures";

const steps = 30;
const seed = 42;
/** Fewer rounds than this and one busy moment of the machine decides. */
const leastRounds = 5;
const silhouetteRows = 10_000;
/** The bars: half of scikit-learn's time, never over 1 / 0.95 of it, a tenth of ml-kmeans, a third. */
const bars = { lloyd: 0.5, grid: 1.05, library: 0.1, silhouette: 0.33 };
const largeShop = 1_000_000;
/** Results of two exact methods may differ by rounding only. */
const sameInertia = 1e-9;

type Ask = ReturnType<typeof openKMeansPeer>["ask"];
type Contest = { context: BenchContext; engine: KMeansEngine; ask: Ask | null };
type Problem = { points: Points; file: string; k: number; initial: Float64Array };

/** A standard normal number (Box & Muller 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One round cloud: no groups to be found quickly, so that all steps are taken. */
function placeCloud({ work }: BenchContext, n: number, d: number): { points: Points; file: string } {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: n * d }, () => normal(random));
  const file = path.join(work, `cloud-${n}-${d}.f64`);
  writeFileSync(file, values);
  return { points: { values, n, d }, file };
}

async function timed(work: () => Promise<number>): Promise<Answer> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

function questionOf({ points, file, k, initial }: Problem, what: "lloyd" | "elkan" | "minibatch"): PeerQuestion {
  return { what, file, n: points.n, d: points.d, k, init: [...initial], steps };
}

function fitWith(engine: KMeansEngine, { points, k, initial }: Problem, tolerance = 0): () => Promise<Answer> {
  return () =>
    timed(async () => (await engine.fit({ points, k, seed, nInit: 1, initial, tolerance, maxIterations: steps })).inertia);
}

/**
 * Two contenders on one problem.
 * @throws Error if both are exact and differ by more than rounding: then their times say nothing
 */
async function contend(name: string, most: number | null, contenders: { ours: () => Promise<Answer>; peer: (() => Promise<Answer>) | null; rounds: number; isExact: boolean }): Promise<Measure> {
  const { ours, peer, rounds, isExact } = contenders;
  const results = await interleave(ours, peer, Math.max(rounds, leastRounds));
  const [a, b] = [results.ours[0]?.value ?? NaN, results.peer[0]?.value];
  if (isExact && b !== undefined && !(Math.abs(a / b - 1) <= sameInertia)) throw new Error(`${name}: ${a} and ${b} differ`);
  const seconds = (answers: readonly Answer[]) => answers.map((answer) => answer.seconds);
  return { name, unit: "s", ours: seconds(results.ours), peer: seconds(results.peer), bar: most === null ? null : { of: "ratio", most } };
}

async function measureCell({ context, engine, ask }: Contest, cloud: { points: Points; file: string }, k: number): Promise<Measure[]> {
  const { points } = cloud;
  const problem = { ...cloud, k, initial: points.values.slice(0, k * points.d) };
  const rounds = context.rounds;
  const ours = fitWith(engine, problem);
  const name = `k-means, ${points.d} features, k = ${k}, ${steps} steps`;
  const isMain = points.d === 8 && k === 11;
  const most = isMain && points.n === largeShop ? bars.lloyd : bars.grid;
  const lloyd = ask && (() => ask(questionOf(problem, "lloyd")));
  const measures = [await contend(`${name}; scikit-learn lloyd`, most, { ours, peer: lloyd, rounds, isExact: true })];
  const peers = { "scikit-learn elkan": "elkan", "scikit-learn MiniBatchKMeans, which approximates": "minibatch" } as const;
  for (const [words, what] of Object.entries(peers)) {
    const peer = ask && (() => ask(questionOf(problem, what)));
    measures.push(await contend(`${name}; ${words}`, null, { ours, peer, rounds, isExact: what === "elkan" }));
  }
  if (!isMain) return measures;
  measures.push(await contend(`${name}; ml-kmeans`, bars.library, { ours, peer: fitWith(mlKMeansEngine, problem), rounds, isExact: true }));
  return measures;
}

async function measureSilhouette({ context, engine, ask }: Contest): Promise<Measure> {
  const { points, file } = placeCloud(context, silhouetteRows, 8);
  const k = 11;
  const { labels } = await engine.fit({ points, k, seed, nInit: 1 });
  const ours = () => timed(async () => (await silhouetteBy(engine, { points, labels, k }, { seed })).mean ?? NaN);
  const peer = ask && (() => ask({ what: "silhouette", file, n: points.n, d: points.d, k, labels: [...labels] }));
  return contend("silhouette of 10,000 customers, 8 features, k = 11; scikit-learn", bars.silhouette, { ours, peer, rounds: context.rounds, isExact: true });
}

/** The kernel on a round cloud of as many customers, from the same starting centroids as its peers. */
export async function benchKernel(context: BenchContext): Promise<Measure[]> {
  const pool = await openKernelPool();
  const peer = describeMachine().scikit === null ? null : openKMeansPeer(context.root);
  const contest = { context, engine: createSimdEngine(pool), ask: peer?.ask ?? null };
  const measures: Measure[] = [];
  for (const d of [3, 8, 12]) {
    const cloud = placeCloud(context, context.customers, d);
    for (const k of [5, 11]) measures.push(...(await measureCell(contest, cloud, k)));
  }
  measures.push(await measureSilhouette(contest));
  await peer?.close();
  await pool.close();
  return measures;
}
