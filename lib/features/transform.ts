import { weightedDeviation, weightedMean } from "@/lib/stats/moments";
import { quantiles } from "@/lib/stats/quantile";
import type { FeatureColumns, FeatureMatrix, FeatureName, FittedColumn, FittedTransform, Points, Scale } from "@/lib/types/features";
import { columnOf, featureValues } from "./feature-matrix";
import type { ColumnSpec } from "./transform-spec";

/** Share of customers pulled in at either end where a column is winsorised. */
const tailShare = 0.005;

type Draft = Omit<FittedColumn, "scale">;

/** Column j of n x d values, row-major. */
type Place = { values: Float64Array; d: number; j: number };

/** Everything of `applyTransform` but the scale, put in its place: impute, winsorise, circle, log1p. */
function placeUnscaled(raw: Float64Array, column: Draft, { values, d, j }: Place): void {
  const { circle, log } = column;
  const [missing, low, high] = [column.imputedWith ?? 0, column.low ?? -Infinity, column.high ?? Infinity];
  const end = raw.length * d;
  // loops without a closure: millions of values pass here twice a run
  for (let i = 0, at = j; at < end; i++, at += d) {
    const value = raw[i] ?? NaN;
    values[at] = Math.min(Math.max(Number.isFinite(value) ? value : missing, low), high);
  }
  if (circle !== null) {
    const turn = circle.part === "sine" ? Math.sin : Math.cos;
    for (let at = j; at < end; at += d) values[at] = turn((2 * Math.PI * (values[at] ?? NaN)) / circle.period);
  } else if (log) {
    placeLogarithms({ values, d, j }, end);
  }
}

/** log1p of each value, in place. Counts are mostly the same number over and over, and a logarithm is dear. */
function placeLogarithms({ values, d, j }: Place, end: number): void {
  let last = NaN;
  let ofLast = NaN;
  for (let at = j; at < end; at += d) {
    const value = values[at] ?? NaN;
    if (value !== last) {
      last = value;
      ofLast = Math.log1p(value);
    }
    values[at] = ofLast;
  }
}

function unscaled(raw: Float64Array, column: Draft): Float64Array {
  const values = new Float64Array(raw.length);
  placeUnscaled(raw, column, { values, d: 1, j: 0 });
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
  const n = matrix.customerKeys.length;
  return placePoints((feature) => featureValues(matrix, feature), transform, { values: new Float64Array(n * transform.columns.length), n });
}

/**
 * The same of customers whose features lie in columns, part after part: the points of a call lie in
 * the memory of those before, and are read before the next call.
 *
 * @throws RangeError if a feature of the transform has no column
 */
export function columnTransformer(transform: FittedTransform): (customers: FeatureColumns) => Points {
  let room = new Float64Array(0);
  return (customers) => {
    const n = customers.customerKeys.length;
    const size = n * transform.columns.length;
    if (room.length < size) room = new Float64Array(size);
    return placePoints((feature) => columnOf(customers, feature), transform, { values: room.subarray(0, size), n });
  };
}

function placePoints(valuesOf: (feature: FeatureName) => Float64Array, transform: FittedTransform, { values, n }: { values: Float64Array; n: number }): Points {
  const d = transform.columns.length;
  transform.columns.forEach((column, j) => {
    const shift = shiftOf(column.scale);
    if (shift === null) {
      for (let at = j; at < n * d; at += d) values[at] = 0;
      return;
    }
    placeUnscaled(valuesOf(column.feature), column, { values, d, j });
    const { by, over } = shift;
    for (let at = j; at < n * d; at += d) values[at] = ((values[at] ?? NaN) - by) / over;
  });
  return { values, n, d };
}
