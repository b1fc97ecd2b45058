/**
 * Weighted mean of the finite values; NaN (missing) is left out.
 *
 * @param weights one non-negative weight a value; null = equal weights
 * @returns NaN when no finite value carries weight
 * @throws RangeError if the lengths differ
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number> | null): number {
  checkLengths(values, weights);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const weight = weights === null ? 1 : (weights[i] ?? 0);
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : NaN;
}

/**
 * Weighted standard deviation of the finite values around their weighted mean.
 * Variant: of the population (divided by the total weight), as scikit-learn's StandardScaler;
 * two passes, so a large mean costs no digits.
 *
 * @returns NaN when no finite value carries weight
 * @throws RangeError if the lengths differ
 */
export function weightedDeviation(values: ArrayLike<number>, weights: ArrayLike<number> | null): number {
  const mean = weightedMean(values, weights);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const weight = weights === null ? 1 : (weights[i] ?? 0);
    sum += weight * (value - mean) ** 2;
    total += weight;
  }
  return total > 0 ? Math.sqrt(sum / total) : NaN;
}

/** Mean of the finite values, equal weights; NaN for none. */
export function mean(values: ArrayLike<number>): number {
  return weightedMean(values, null);
}

function checkLengths(values: ArrayLike<number>, weights: ArrayLike<number> | null): void {
  if (weights !== null && weights.length !== values.length) {
    throw new RangeError(`${values.length} values but ${weights.length} weights`);
  }
}
