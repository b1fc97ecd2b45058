import { createRandom } from "@/lib/stats/random";
import type { Random } from "@/lib/stats/random";

/**
 * 32-bit finaliser of MurmurHash3: a bijection of the 32-bit integers whose output
 * bits each depend on every input bit.
 * Source: Appleby, MurmurHash3 (public domain).
 */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * One of a seed's streams of uniform numbers. Streams are independent of each other,
 * so that a change in one part of the shop leaves the others as they are.
 *
 * @param seed integer, of which the low 32 bits count
 * @param stream which of the seed's streams, 0..63
 */
export function randomStream(seed: number, stream: number): Random {
  return createRandom(mix32(seed) * 64 + stream);
}

/** Standard normal deviate by the Box-Muller transform; one of the pair is used. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Integer from `low` to `high`, both included. */
export function integerBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One element of a non-empty list, all equally likely. */
export function pickOne<T>(random: Random, list: readonly T[]): T {
  // The index is below the length, since a stream never reaches 1.
  return list[Math.floor(random() * list.length)] as T;
}

/**
 * Sampler of an index in proportion to its weight, in constant time: Walker's alias
 * method in Vose's form.
 * Source: Vose (1991), A linear algorithm for generating random numbers with a given distribution.
 *
 * @param weights non-negative, not all zero
 * @throws RangeError if no weight is positive
 */
export function weightedIndex(weights: ArrayLike<number>): (random: Random) => number {
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i] ?? 0;
  if (!(total > 0)) throw new RangeError(`weights sum to ${total}; the sum must be positive`);
  const share = Float64Array.from(weights, (weight) => (weight * n) / total);
  const alias = new Uint32Array(n);
  const poor: number[] = [];
  const rich: number[] = [];
  for (let i = 0; i < n; i++) (at(share, i) < 1 ? poor : rich).push(i);
  while (poor.length > 0 && rich.length > 0) {
    const low = poor.pop() as number; // both lists are non-empty here
    const high = rich[rich.length - 1] as number;
    alias[low] = high;
    share[high] = at(share, high) - (1 - at(share, low));
    if (at(share, high) < 1) poor.push(rich.pop() as number);
  }
  for (const rest of [...poor, ...rich]) share[rest] = 1; // rounding leaves shares a hair off 1
  return (random) => {
    const u = random() * n;
    const i = Math.floor(u);
    return u - i < at(share, i) ? i : at(alias, i);
  };
}

/** Element of a numeric list whose index is known to be inside. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] as number;
}

/** Sampler of one of the keys of a table of weights. */
export function weightedKey<K extends string | number>(
  table: readonly (readonly [K, number])[],
): (random: Random) => K {
  const index = weightedIndex(table.map(([, weight]) => weight));
  const keys = table.map(([key]) => key);
  return (random) => keys[index(random)] as K; // the sampler stays inside the table
}

/**
 * A permutation of 0..n-1 computed without storing it: multiplication by a number
 * coprime to n, then a shift. Neighbours land far apart, which is all it is for.
 */
export function scatter(n: number, seed: number): (index: number) => number {
  const shift = mix32(seed ^ 0x51ed270b) % n;
  let step = Math.max(1, Math.floor(n * 0.6180339887));
  while (greatestCommonDivisor(step, n) !== 1) step++;
  return (index) => (index * step + shift) % n;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
