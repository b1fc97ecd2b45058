import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { computeClusters } from "./compute-clusters";
import { computeRfm } from "./compute-rfm";
import { plannedRequest, type ComputedSegmentation, type SegmentationInput, type WatchSegmentation } from "./segmentation-input";

/**
 * One whole segmentation: features in; segments, personas, quality and memberships out.
 *
 * The same input, seed and engine give the same output to the bit. K-means is fitted by `engine`
 * with the request's preset, balance and k ("auto" takes the recommended one; a k above the number
 * of customers that differ is lowered and noticed); RFM scores and groups by its rule table; tiers
 * are k-means with k = 3 on the first seed study's features.
 *
 * @param watch called between stages, fits and starts; the place to report, to yield and, by
 *   throwing, to cancel
 * @throws RangeError for no customers, a k that is not a whole number from 1, rules or cut points
 *   that do not fit
 */
export async function computeSegmentation(
  input: SegmentationInput,
  engine: KMeansEngine,
  watch: WatchSegmentation = () => {},
): Promise<ComputedSegmentation> {
  const n = input.matrix.customerKeys.length;
  if (n === 0) throw new RangeError("0 customers; a segmentation needs at least 1");
  await watch("features", 0);
  const planned = { ...input, request: plannedRequest(input.request) };
  const computed = await (planned.request.method === "rfm" ? computeRfm(planned, engine, watch) : computeClusters(planned, engine, watch));
  await watch("personas", 1);
  return computed;
}
