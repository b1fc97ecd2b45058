import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import type { Engine } from "@/lib/types/segmentation";

/**
 * The k-means engine of that name, or the one that stands in for it on this machine. Loaded when
 * first asked for, since most jobs fit nothing.
 */
export async function engineOf(_name: Engine): Promise<KMeansEngine> {
  const { mlKMeansEngine } = await import("@/lib/cluster/ml-kmeans-engine");
  return mlKMeansEngine;
}
