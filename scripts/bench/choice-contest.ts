import { readFileSync } from "node:fs";
import path from "node:path";
import { choiceRange, compareChoicesOfK } from "@/lib/cluster/choice-of-k";
import { effortOf } from "@/lib/cluster/effort";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { createSimdEngine } from "@/lib/cluster/simd-engine";
import { openKernelPool } from "@/lib/jobs/kernel-pool";
import { mean } from "@/lib/stats/moments";
import type { Points } from "@/lib/types/features";
import { type BenchContext, runStage } from "./context";
import { interleave, type Measure } from "./figures";
import { type Answer, openKMeansPeer, type PeerQuestion } from "./kmeans-peer";
import { describeMachine } from "./machine";

const seed = 42;
/** Both draw their own samples and starts, and one k that ends in another optimum moves the mean over all k by 0.03. */
const sameSilhouette = 0.05;

/** A choice of k as the product makes it; the value is the mean silhouette over all k. */
async function chooseOnce(points: Points, engine: KMeansEngine): Promise<Answer> {
  const began = performance.now();
  const { rows } = await compareChoicesOfK({ points, weights: null, seed, withStability: true }, engine);
  return { seconds: (performance.now() - began) / 1000, value: mean(Float64Array.from(rows, ({ measured }) => measured.silhouette)) };
}

/**
 * k = 2..15 in one job by either side on the same points: ten starts each on a sample, silhouette,
 * Calinski-Harabasz and Davies-Bouldin on another, and a bootstrap of every k; samples, starts and
 * resamples are as many on both sides.
 *
 * @param data folder with an imported shop
 * @throws Error if the silhouettes differ so much that it was not the same job
 */
export async function contestChoice(context: BenchContext, data: string): Promise<Measure> {
  const file = path.join(context.work, "points.f64");
  const { customers: n, rows: numbers } = await runStage(context, data, "points", file);
  const bytes = readFileSync(file);
  const points: Points = { values: new Float64Array(bytes.buffer, bytes.byteOffset, numbers), n, d: numbers / n };
  const pool = await openKernelPool();
  const engine = createSimdEngine(pool);
  const peer = describeMachine().scikit === null ? null : openKMeansPeer(context.root);
  const { choiceRows, choiceStarts, ...rest } = effortOf(engine);
  const question: PeerQuestion = { what: "choice", file, n, d: points.d, k: choiceRange.to, fitRows: choiceRows, starts: choiceStarts, ...rest };
  const results = await interleave(() => chooseOnce(points, engine), peer && (() => peer.ask(question)), context.rounds);
  await peer?.close();
  await pool.close();
  const [ours, theirs] = [results.ours[0]?.value ?? NaN, results.peer[0]?.value];
  if (theirs !== undefined && !(Math.abs(ours - theirs) <= sameSilhouette)) throw new Error(`choice of k: mean silhouettes ${ours} and ${theirs} differ`);
  const seconds = (answers: readonly Answer[]): number[] => answers.map((answer) => answer.seconds);
  const resamples = effortOf(engine).resamples;
  return { name: `choice of k in 2..${choiceRange.to} alone, ${resamples} resamples; scikit-learn`, unit: "s", ours: seconds(results.ours), peer: seconds(results.peer), bar: null };
}
