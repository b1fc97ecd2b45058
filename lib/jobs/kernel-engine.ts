import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import type { Engine } from "@/lib/types/segmentation";
import { type KernelPool, openKernelPool } from "./kernel-pool";
import { log, loggable } from "./log";

/** The k-means engines of one job. */
export type JobEngines = {
  /** the engine of that name, or the one that stands in for it on this machine */
  engineOf: (name: Engine) => Promise<KMeansEngine>;
  /** ends the threads of the kernel, if it was asked for */
  close: () => Promise<void>;
};

/**
 * Engines opened when first asked for, since most jobs fit nothing. Where the kernel cannot run
 * (no SIMD, no threads, no shared memory), ml-kmeans stands in; a run stores what ran.
 */
export function createJobEngines(openPool: () => Promise<KernelPool> = openKernelPool): JobEngines {
  let pool: Promise<KernelPool | null> | null = null;
  let simd: KMeansEngine | null = null;
  const open = async (): Promise<KernelPool | null> => {
    try {
      return await openPool();
    } catch (error) {
      log.warn(loggable(error), "the SIMD kernel cannot run here; ml-kmeans stands in");
      return null;
    }
  };
  return {
    engineOf: async (name) => {
      pool ??= name === "simd" ? open() : null;
      const threads = name === "simd" ? await pool : null;
      if (!threads) return (await import("@/lib/cluster/ml-kmeans-engine")).mlKMeansEngine;
      const { createSimdEngine } = await import("@/lib/cluster/simd-engine");
      simd ??= createSimdEngine(threads);
      return simd;
    },
    close: async () => (await pool)?.close(),
  };
}
