/** erfc by its Taylor series of erf, for 0 <= x < 2.5. */
function erfcBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return 1 - (2 / Math.sqrt(Math.PI)) * sum;
}

/** erfc by its continued fraction, evaluated from the tail, for x >= 2.5. */
function erfcByFraction(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/**
 * Probability that a standard normal variable exceeds z (upper tail).
 * Absolute error under 1e-13; relative error under 1e-9 up to z = 30.
 * Source: Abramowitz & Stegun (1964), 7.1.5 and 7.1.14.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const tail = (x < 2.5 ? erfcBySeries(x) : erfcByFraction(x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/**
 * z of the difference between two shares, `hits / n` of each group.
 * Variant: pooled variance, no continuity correction.
 *
 * @returns 0 when a group is empty or both shares are 0 or 1
 */
export function twoProportionZ(hitsA: number, nA: number, hitsB: number, nB: number): number {
  if (nA === 0 || nB === 0) return 0;
  const pooled = (hitsA + hitsB) / (nA + nB);
  const variance = pooled * (1 - pooled) * (1 / nA + 1 / nB);
  return variance > 0 ? (hitsA / nA - hitsB / nB) / Math.sqrt(variance) : 0;
}

/**
 * p-values adjusted so that the chance of any false claim among them stays under the level.
 * Variant: Holm's step-down, valid whatever the dependence between the tests.
 * Source: Holm (1979), A simple sequentially rejective multiple test procedure.
 *
 * @param pValues each 0-1
 * @returns adjusted p-values in the order given, each at most 1
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => (pValues[i] ?? 0) - (pValues[j] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let floor = 0;
  order.forEach((index, rank) => {
    floor = Math.max(floor, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = floor;
  });
  return adjusted;
}
