import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plantedGroups } from "../support/points";
import { createSimdEngine } from "@/lib/cluster/simd-engine";
import { createJobEngines } from "@/lib/jobs/kernel-engine";
import { type KernelPool, openKernelPool } from "@/lib/jobs/kernel-pool";
import { createRandom } from "@/lib/stats/random";
import type { KMeansEngine, KMeansInput } from "@/lib/cluster/kmeans-engine";
import type { Points } from "@/lib/types/features";

const counts = [1, 2, 3, 4];
let pools: KernelPool[] = [];
let engines: KMeansEngine[] = [];

beforeAll(async () => {
  pools = await Promise.all(counts.map((count) => openKernelPool(count)));
  engines = pools.map(createSimdEngine);
});
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

/** Groups that run into each other; every seventh row weighs nothing. */
function cloud(n: number, d: number): { points: Points; weights: Float64Array } {
  const random = createRandom(n + d);
  const values = Float64Array.from({ length: n * d }, () => random() + random() + 2 * Math.floor(random() * 3));
  return { points: { values, n, d }, weights: Float64Array.from({ length: n }, (_, i) => i % 7) };
}

/** What each number of threads answers. */
function answers<T>(ask: (engine: KMeansEngine) => Promise<T>): Promise<T[]> {
  return Promise.all(engines.map(ask));
}

/** Numbers and arrays of an answer as text; quicker to compare than element by element. */
function bytesOf(answer: object): string {
  return Object.entries(answer).map(([name, value]) => `${name}=${ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") : String(value)}`).join();
}

describe("any number of threads gives the same bytes", () => {
  test.each([[900, 2, 3], [9_000, 7, 11], [70_000, 4, 6]])("of a fit: %i rows, %i columns, k = %i", async (n, d, k) => {
    const { points, weights } = cloud(n, d);
    for (const input of [{ points, k, seed: 3, nInit: 3 }, { points, weights, k, seed: 3, nInit: 1, tolerance: 0 }]) {
      const [alone, ...others] = await answers((engine) => engine.fit(input));
      others.forEach((fit) => expect(bytesOf(fit) === bytesOf(alone ?? {})).toBe(true));
    }
  });

  test("of an assignment and of silhouettes", async () => {
    const { points } = cloud(5_001, 5);
    const centroids = points.values.slice(0, 6 * 5);
    const [assigned, ...others] = await answers((engine) => engine.assign(points, centroids));
    others.forEach((assignment) => expect(bytesOf(assignment) === bytesOf(assigned ?? {})).toBe(true));
    const labels = assigned?.labels ?? new Int32Array(0);
    const [first, ...rest] = await answers((engine) => engine.silhouettes(points, labels, 6));
    rest.forEach((silhouettes) => expect(bytesOf({ silhouettes }) === bytesOf({ silhouettes: first })).toBe(true));
  });

  test("of many fits at once, which are each fit alone", async () => {
    const { points, weights } = cloud(3_000, 3);
    const inputs = Array.from({ length: 9 }, (_, i): KMeansInput => ({ points, weights: i % 2 ? weights : null, k: 2 + i, seed: i, nInit: 2 }));
    const alone: unknown[] = [];
    for (const input of inputs) alone.push(await engines[0]?.fit(input));
    for (const engine of engines) expect(await engine.fitMany(inputs)).toEqual(alone);
  });
});

describe("a fit under way", () => {
  const { points } = cloud(200_000, 6);
  const long = { points, k: 12, seed: 1, nInit: 40, tolerance: 0 };

  test("reports its progress", async () => {
    const heard: number[] = [];
    await engines[1]?.fit({ ...long, nInit: 3, tolerance: 1e-4 }, { onProgress: (fraction) => void heard.push(fraction) });
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.some((fraction) => fraction > 0 && fraction < 1)).toBe(true);
  });

  test("stops when its watcher throws or its signal aborts, and the threads go on with the next", async () => {
    const engine = engines[1];
    let looks = 0;
    const refuse = () => {
      if (++looks === 3) throw new Error("cancelled");
    };
    const begun = performance.now();
    await expect(engine?.fit(long, { onProgress: refuse })).rejects.toThrow("cancelled");
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error("lease lost")), 100);
    await expect(engine?.fit(long, { signal: abort.signal })).rejects.toThrow("lease lost");
    // to the end it would take minutes
    expect(performance.now() - begun).toBeLessThan(20_000);
    const planted = plantedGroups(4, 50, 3);
    expect((await engine?.fit({ points: planted.points, k: 4, seed: 1, nInit: 2 }))?.labels).toHaveLength(200);
  });

  test("fails when a thread dies, instead of waiting for it", async () => {
    const pool = await openKernelPool(2);
    const fit = createSimdEngine(pool).fit(long);
    setTimeout(() => void pool.close(), 300);
    await expect(fit).rejects.toThrow("a thread of the kernel has ended");
  });
});

describe("the engines of a job", () => {
  test("simd is the kernel, and its memory is used again by the next call", async () => {
    const job = createJobEngines(() => openKernelPool(2));
    const engine = await job.engineOf("simd");
    expect(engine.name).toBe("simd");
    const { points } = cloud(20_000, 8);
    const input = { points, k: 5, seed: 1, nInit: 2 };
    const first = await engine.fit(input);
    expect(await engine.fit(input)).toEqual(first);
    expect((await job.engineOf("ml-kmeans")).name).toBe("ml-kmeans");
    await job.close();
  });

  test("ml-kmeans stands in where the kernel cannot run, and gives the same partition", async () => {
    const job = createJobEngines(() => Promise.reject(new WebAssembly.CompileError("no SIMD")));
    const engine = await job.engineOf("simd");
    expect(engine.name).toBe("ml-kmeans");
    const { points } = plantedGroups(5, 40, 9);
    const input = { points, k: 5, seed: 2, nInit: 3 };
    expect((await engine.fit(input)).labels).toEqual((await engines[2]?.fit(input))?.labels);
    await job.close();
  });
});
