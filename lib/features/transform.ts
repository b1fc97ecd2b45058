import { weightedDeviation, weightedMean } from "@/lib/stats/moments";
import { quantiles } from "@/lib/stats/quantile";
import type { FeatureColumns, FeatureMatrix, FeatureName, FittedColumn, FittedTransform, Points, Scale } from "@/lib/types/features";
import { featureValues } from "./feature-matrix";
import type { ColumnSpec } from "./transform-spec";

/** Share of customers pulled in at either end where a column is winsorised. */
const tailShare = 0.005;

type Draft = Omit<FittedColumn, "scale">;

/** Everything of `applyTransform` but the scale: impute, winsorise, circle, log1p. */
function unscaled(raw: Float64Array, column: Draft): Float64Array {
  const { circle, log } = column;
  const [missing, low, high] = [column.imputedWith ?? 0, column.low ?? -Infinity, column.high ?? Infinity];
  const values = new Float64Array(raw.length);
  // a loop without a closure: millions of values pass here twice a run
  for (let i = 0; i < raw.length; i++) {
    const value = raw[i] ?? NaN;
    values[i] = Math.min(Math.max(Number.isFinite(value) ? value : missing, low), high);
  }
  if (circle !== null) {
    const turn = circle.part === "sine" ? Math.sin : Math.cos;
    return values.map((value) => turn((2 * Math.PI * value) / circle.period));
  }
  return log ? logarithms(values) : values;
}

/** log1p of each value, in place. Counts are mostly the same number over and over, and a logarithm is dear. */
function logarithms(values: Float64Array): Float64Array {
  let last = NaN;
  let ofLast = NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value !== last) {
      last = value;
      ofLast = Math.log1p(value);
    }
    values[i] = ofLast;
  }
  return values;
}

function draftColumns(values: Float64Array, spec: ColumnSpec, weights: Float64Array | null): Draft[] {
  const known = values.reduce((count, value) => count + Number(Number.isFinite(value)), 0);
  const imputedRows = values.length - known;
  const tails = spec.winsorise && known > 0 ? quantiles(values, [tailShare, 1 - tailShare]) : [];
  const [low = null, high = null] = tails;
  const draft = {
    feature: spec.feature,
    circle: null,
    imputedWith: imputedRows > 0 ? (known > 0 ? weightedMean(values, weights) : 0) : null,
    imputedRows,
    // A logarithm needs a floor: more refunded than paid counts as nothing spent.
    low: spec.log ? Math.max(0, low ?? 0) : low,
    high,
    log: spec.log,
  };
  if (spec.period === null) return [draft];
  const period = spec.period;
  return (["sine", "cosine"] as const).map((part) => ({ ...draft, circle: { period, part } }));
}

/**
 * Sine and cosine stay as they are: scaled apart they would bend the circle, and over a year used
 * evenly their variances already add up to the 1 of any other feature.
 */
function fitScale(values: Float64Array, spec: ColumnSpec, weights: Float64Array | null): Scale {
  const kind = spec.scale;
  if (spec.period !== null) return { kind: "none" };
  if (kind === "zScore") {
    return { kind, mean: weightedMean(values, weights), deviation: weightedDeviation(values, weights) };
  }
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { kind, min, max };
}

/**
 * Learns from all customers how each feature enters a distance.
 *
 * Missing values become the mean; the outer 0.5 % are pulled in where the column says so
 * (quantiles of all customers, type 7); means and deviations of the scale are weighted.
 *
 * @param matrix n customers, n >= 1
 * @param weights n non-negative weights; null = equal
 * @throws RangeError for no customers, a feature the matrix lacks, or weights of another length
 */
export function fitTransform(
  matrix: FeatureMatrix,
  specs: readonly ColumnSpec[],
  weights: Float64Array | null = null,
): FittedTransform {
  if (matrix.customerKeys.length === 0) throw new RangeError("0 customers; a transform needs at least 1");
  const columns = specs.flatMap((spec) => {
    const values = featureValues(matrix, spec.feature);
    return draftColumns(values, spec, weights).map((draft) => ({
      ...draft,
      scale: fitScale(unscaled(values, draft), spec, weights),
    }));
  });
  return { columns };
}

/**
 * A spread this small beside the values is rounding: the column is constant and says nothing.
 * Dividing by it would blow rounding errors up to the size of real differences.
 */
function isConstant(spread: number, size: number): boolean {
  return !(spread > 1e-12 * Math.max(1, Math.abs(size)));
}

/** A scale as what is taken off and what the rest is divided by; null where the column is constant. */
function shiftOf(scale: Scale): { by: number; over: number } | null {
  switch (scale.kind) {
    case "none":
      return { by: 0, over: 1 };
    case "zScore":
      return isConstant(scale.deviation, scale.mean) ? null : { by: scale.mean, over: scale.deviation };
    case "minMax":
      return isConstant(scale.max - scale.min, scale.max) ? null : { by: scale.min, over: scale.max - scale.min };
  }
}

/**
 * Customers as points, with a transform fitted before: later customers are never refitted.
 * A constant column becomes 0.
 *
 * @throws RangeError if the matrix lacks a feature of the transform
 */
export function applyTransform(matrix: FeatureMatrix, transform: FittedTransform): Points {
  return placePoints((feature) => featureValues(matrix, feature), matrix.customerKeys.length, transform);
}

/**
 * The same of customers whose features lie in columns.
 *
 * @throws RangeError if a feature of the transform has no column
 */
export function transformColumns({ customerKeys, columns }: FeatureColumns, transform: FittedTransform): Points {
  return placePoints((feature) => {
    const values = columns[feature];
    if (values === undefined) throw new RangeError(`feature ${feature} has no column`);
    return values;
  }, customerKeys.length, transform);
}

function placePoints(valuesOf: (feature: FeatureName) => Float64Array, n: number, transform: FittedTransform): Points {
  const d = transform.columns.length;
  const values = new Float64Array(n * d);
  transform.columns.forEach((column, j) => {
    const shift = shiftOf(column.scale);
    if (shift === null) return;
    const plain = unscaled(valuesOf(column.feature), column);
    const { by, over } = shift;
    for (let i = 0; i < n; i++) values[i * d + j] = ((plain[i] ?? NaN) - by) / over;
  });
  return { values, n, d };
}
