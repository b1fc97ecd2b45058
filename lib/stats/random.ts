/** A stream of uniform numbers in [0, 1), reproducible from its seed. */
export type Random = () => number;

/** Turns a seed into well-mixed 32-bit words, so that neighbouring seeds give unrelated streams. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/**
 * Small fast counting generator sfc32, 53 random bits a number.
 *
 * Period at least 2^32 for every seed, passes PractRand and TestU01 BigCrush; not for secrets.
 * Source: Doty-Humphrey (2018), PractRand 0.94; seeding by SplitMix32.
 *
 * @param seed any safe integer; both halves count
 * @throws RangeError unless the seed is a safe integer
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${seed}; it must be a safe integer`);
  const mix = splitMix32((seed % 0x100000000) ^ Math.floor(seed / 0x100000000));
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  function nextWord(): number {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    c |= 0;
    return word >>> 0;
  }
  // The first outputs still show the seed; the author's reference discards twelve.
  for (let i = 0; i < 12; i++) nextWord();
  return () => ((nextWord() >>> 5) * 0x4000000 + (nextWord() >>> 6)) / 0x20000000000000;
}

/** A uniform integer in 0..limit-1. */
export function randomIndex(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/**
 * `size` different indices of 0..n-1, drawn without replacement, ascending.
 * Variant: the first steps of a Fisher-Yates shuffle.
 *
 * @throws RangeError if size is negative or exceeds n
 */
export function sampleIndices(n: number, size: number, random: Random): Uint32Array {
  if (size < 0 || size > n) throw new RangeError(`sample size is ${size}; it must lie in 0..${n}`);
  const pool = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < size; i++) {
    const j = i + randomIndex(random, n - i);
    const drawn = pool[j] ?? 0;
    pool[j] = pool[i] ?? 0;
    pool[i] = drawn;
  }
  return pool.slice(0, size).sort();
}

/**
 * `size` indices drawn in proportion to weights, ascending, repeated where a weight asks for it.
 *
 * Variant: systematic sampling after a seeded shuffle: an index of expected count e appears
 * floor(e) or ceil(e) times, so nobody with e >= 1 is missed. The shuffle removes any rhythm
 * of the input order.
 * Source: Madow (1949), On the theory of systematic sampling II.
 *
 * @param weights n non-negative weights, not all zero
 * @throws RangeError if the weights do not sum to a positive number
 */
export function sampleByWeight(weights: Float64Array, size: number, random: Random): Uint32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError(`weights sum to ${total}; the sum must be positive`);
  const order = permutation(weights.length, random);
  const drawn = new Uint32Array(size);
  const step = total / size;
  let next = random() * step;
  let reached = 0;
  let count = 0;
  for (const index of order) {
    reached += weights[index] ?? 0;
    while (next < reached && count < size) {
      drawn[count++] = index;
      next += step;
    }
  }
  // Rounding can leave the last tick a hair beyond the total.
  while (count < size) drawn[count++] = order[order.length - 1] ?? 0;
  return drawn.sort();
}

/** A seeded permutation of 0..n-1 (Fisher-Yates). */
export function permutation(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = randomIndex(random, i + 1);
    const other = order[j] ?? 0;
    order[j] = order[i] ?? 0;
    order[i] = other;
  }
  return order;
}
