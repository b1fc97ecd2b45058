import { pickPoints } from "@/lib/stats/points";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import type { BootstrapBasis } from "@/lib/types/quality";
import { jaccardMaxima, resampler } from "./bootstrap";

const resamples = 25;

/**
 * Bootstrap stability for methods that cannot assign a customer they were not fitted on (Ward,
 * DBSCAN): each resample is clustered and compared with the base on the resample's own points.
 * Source: Hennig (2007), section 3, as in R's clusterboot with `multipleboot`.
 *
 * @param labels n labels in 0..k-1; -1 = noise, which is no cluster to come back
 * @param cluster labels from 0 of any points; -1 = noise
 * @returns k means 0-1
 */
export function sampledStability(
  points: Points,
  { labels, k, seed }: { labels: Int32Array; k: number; seed: number },
  cluster: (points: Points) => Int32Array,
): { meanJaccards: readonly number[]; basis: Omit<BootstrapBasis, "customers"> } {
  const draw = resampler(points.n, null, points.n, createRandom(seed));
  const sums = new Float64Array(k);
  const seen = new Int32Array(k);
  for (let b = 0; b < resamples; b++) {
    const rows = draw();
    // noise of the base goes into an extra cluster that is dropped
    const base = Int32Array.from(rows, (row) => (labels[row] === -1 ? k : (labels[row] ?? k)));
    const maxima = jaccardMaxima(base, k + 1, cluster(pickPoints(points, rows)), null);
    for (let c = 0; c < k; c++) {
      if (Number.isNaN(maxima[c])) continue;
      sums[c]! += maxima[c]!; // c is 0..k-1
      seen[c]! += 1;
    }
  }
  return {
    meanJaccards: Array.from(sums, (sum, c) => (seen[c] === 0 ? 0 : sum / seen[c]!)), // c is 0..k-1
    basis: { resamples, fittedCustomers: points.n, assignedCustomers: points.n },
  };
}
