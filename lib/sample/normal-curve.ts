/**
 * Standard normal distribution function, absolute error under 7.5e-8.
 * Source: Abramowitz & Stegun 26.2.17.
 */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z < 0 ? tail : 1 - tail;
}

/**
 * Inverse of the standard normal distribution, absolute error under 4.5e-4.
 * Source: Abramowitz & Stegun 26.2.23.
 */
export function normalQuantile(p: number): number {
  const tail = Math.min(p, 1 - p);
  if (!(tail > 0)) return p < 0.5 ? -6 : 6;
  const t = Math.sqrt(-2 * Math.log(tail));
  const z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return p < 0.5 ? -z : z;
}
