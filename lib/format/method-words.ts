import type { Method } from "@/lib/types/segmentation";

/** What people call the ways of grouping. */
export const methodNames: Record<Method, string> = { kmeans: "k-means", minibatch: "MiniBatch k-means", rfm: "RFM", tiers: "Tiers" };

/** Rules have no centroids, margins or silhouettes to choose by; every other method has. */
export function isRuleMethod(method: Method): boolean {
  return method === "rfm";
}
