import { createRandom, sampleIndices } from "@/lib/stats/random";
import { clusterSizes } from "@/lib/cluster/assign";

/** Least members of each segment in a sample. */
const leastMembers = 200;

/** Rows of a sample, and how many customers each stands for. */
export type Strata = { rows: Uint32Array; standsFor: Float64Array };

/**
 * A seeded sample of about `limit` customers, proportional to size but at least 200 of every
 * segment; everybody where there are no more than that.
 *
 * @param labels n labels in 0..k-1
 */
export function stratified(labels: Int32Array, k: number, limit: number, seed: number): Strata {
  const sizes = clusterSizes(labels, k);
  const random = createRandom(seed);
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Int32Array(k);
  labels.forEach((label, i) => (members[label]![filled[label]!++] = i)); // labels are 0..k-1
  const weights = new Map<number, number>();
  for (const list of members) {
    const share = (limit * list.length) / labels.length;
    const size = labels.length <= limit ? list.length : Math.min(list.length, Math.max(leastMembers, Math.round(share)));
    for (const at of sampleIndices(list.length, size, random)) weights.set(list[at]!, list.length / size); // at < list.length
  }
  const rows = Uint32Array.from(weights.keys()).sort();
  return { rows, standsFor: Float64Array.from(rows, (row) => weights.get(row)!) }; // its own keys
}
