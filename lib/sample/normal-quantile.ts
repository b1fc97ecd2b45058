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
