import type { Points } from "@/lib/types/features";

/** One merge, of the clusters two points stand for. */
export type Merge = { a: number; b: number; height: number };

/** Condensed pairwise squared distances: of i > j at i (i - 1) / 2 + j. */
function squaredDistances({ values, n, d }: Points): Float64Array {
  const distances = new Float64Array((n * (n - 1)) / 2);
  for (let i = 1, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++, at++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += (values[i * d + c]! - values[j * d + c]!) ** 2; // in range
      distances[at] = sum;
    }
  }
  return distances;
}

const place = (i: number, j: number): number => (i > j ? (i * (i - 1)) / 2 + j : (j * (j - 1)) / 2 + i);

/** The active cluster nearest to `from`; of equals `preferred`, then the lowest. */
function nearest(distances: Float64Array, sizes: Float64Array, from: number, preferred: number): number {
  let best = preferred;
  let least = preferred < 0 ? Infinity : distances[place(from, preferred)]!; // both are clusters
  for (let other = 0; other < sizes.length; other++) {
    if (other === from || sizes[other] === 0) continue;
    const distance = distances[place(from, other)]!;
    if (distance < least) {
      least = distance;
      best = other;
    }
  }
  return best;
}

/** Ward's distance of every cluster to the union of a and b, kept in b's place (Lance & Williams). */
function merge(distances: Float64Array, sizes: Float64Array, a: number, b: number): void {
  const between = distances[place(a, b)]!; // both are clusters
  const [sizeA, sizeB] = [sizes[a]!, sizes[b]!];
  for (let other = 0; other < sizes.length; other++) {
    const size = sizes[other]!;
    if (size === 0 || other === a || other === b) continue;
    const total = sizeA + sizeB + size;
    distances[place(b, other)] =
      ((sizeA + size) * distances[place(a, other)]! + (sizeB + size) * distances[place(b, other)]! - size * between) / total;
  }
  sizes[b] = sizeA + sizeB;
  sizes[a] = 0;
}



/**
 * Ward's hierarchical clustering: each merge is the one that adds least to the squared distances
 * within clusters.
 * Variant: nearest-neighbour chain on squared distances, n^2 time and n^2 / 2 numbers of memory;
 * heights as SciPy's `ward` (square roots).
 * Source: Ward (1963); Murtagh (1985), the chain.
 *
 * @returns pairs of points that stand for the clusters merged, ascending in height, n - 1 of them
 * @throws RangeError for more points than memory should hold
 */
export function wardMerges(points: Points): Merge[] {
  const { n } = points;
  if (n > 5_000) throw new RangeError(`${n} points; Ward's distances fit for 5000 at most`);
  const distances = squaredDistances(points);
  const sizes = new Float64Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (merges.length < n - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const tip = chain.at(-1)!; // just made sure of one
    const next = nearest(distances, sizes, tip, chain.at(-2) ?? -1);
    if (next !== chain.at(-2)) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: tip, b: next, height: Math.sqrt(distances[place(tip, next)]!) }); // both are clusters
    merge(distances, sizes, tip, next);
  }
  return merges.sort((x, y) => x.height - y.height);
}

/**
 * The k clusters that remain when the last k - 1 merges are undone.
 *
 * @returns n labels in 0..k-1, in the order of first appearance
 * @throws RangeError if k lies outside 1..n
 */
export function wardClusters(points: Points, k: number): Int32Array {
  const { n } = points;
  if (!Number.isInteger(k) || k < 1 || k > n) throw new RangeError(`k is ${k}; it must lie in 1..${n}`);
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (i: number): number => {
    let top = i;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!; // parents are points
    return top;
  };
  for (const { a, b } of wardMerges(points).slice(0, n - k)) parent[root(a)] = root(b);
  const labelOf = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const top = root(i);
    const label = labelOf.get(top) ?? labelOf.size;
    labelOf.set(top, label);
    return label;
  });
}
