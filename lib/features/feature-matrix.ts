import type { FeatureColumns, FeatureMatrix, FeatureName } from "@/lib/types/features";
import { featureColumn } from "./feature-sql";

/** A value as a driver may hand it over. */
export type DriverNumber = number | bigint | string | null | undefined;

/** One array a column, as an analytics engine returns them. */
export type Columns = Readonly<Record<string, ArrayLike<DriverNumber>>>;

/** A null of the database (an empty text in some drivers) is missing: NaN until the transform. */
function numberFrom(value: DriverNumber): number {
  return value === null || value === undefined || value === "" ? NaN : Number(value);
}

/**
 * Feature matrix from the columns of `featuresSql`.
 *
 * @param columns `customer_key` and one column a feature, n values each
 * @returns n x d, rows in the order given
 * @throws RangeError if a column is missing or lengths differ
 */
export function toFeatureMatrix(columns: Columns, features: readonly FeatureName[]): FeatureMatrix {
  const keys = columns.customer_key;
  if (keys === undefined) throw new RangeError("column customer_key is missing");
  const n = keys.length;
  const d = features.length;
  const values = new Float64Array(n * d);
  features.forEach((feature, j) => {
    const column = columns[featureColumn(feature)];
    if (column === undefined) throw new RangeError(`column ${featureColumn(feature)} is missing`);
    if (column.length !== n) {
      throw new RangeError(`column ${featureColumn(feature)} has ${column.length} values, customer_key ${n}`);
    }
    if (column instanceof Float64Array) for (let i = 0; i < n; i++) values[i * d + j] = column[i] ?? NaN;
    else for (let i = 0; i < n; i++) values[i * d + j] = numberFrom(column[i]);
  });
  return { customerKeys: keys instanceof Float64Array ? keys.slice() : Float64Array.from(keys, numberFrom), featureNames: [...features], values };
}

/**
 * The columns of `featuresSql` as they are, without a matrix of them.
 *
 * @param columns `customer_key` and one column a feature, n values each, NaN where missing
 * @throws RangeError if a column is missing or no column of numbers
 */
export function toFeatureColumns(columns: Columns, features: readonly FeatureName[]): FeatureColumns {
  const numbersOf = (name: string): Float64Array => {
    const column = columns[name];
    if (!(column instanceof Float64Array)) throw new RangeError(`column ${name} is ${column === undefined ? "missing" : "not of numbers"}`);
    return column;
  };
  return { customerKeys: numbersOf("customer_key"), columns: Object.fromEntries(features.map((feature) => [feature, numbersOf(featureColumn(feature))])) };
}

/** One feature of customers whose features lie in columns. @throws RangeError if it has none */
export function columnOf({ columns }: FeatureColumns, feature: FeatureName): Float64Array {
  const values = columns[feature];
  if (values === undefined) throw new RangeError(`feature ${feature} has no column`);
  return values;
}

/**
 * The customers in parts of at most `size`, in their order; the parts share the memory of the whole.
 */
export function* featureSlices({ customerKeys, columns }: FeatureColumns, size: number): Generator<FeatureColumns> {
  for (let from = 0; from < customerKeys.length; from += size) {
    const part = (values: Float64Array): Float64Array => values.subarray(from, from + size);
    yield { customerKeys: part(customerKeys), columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, part(values)])) };
  }
}

/** Feature matrix from the rows of `featuresSql`. Shape and errors as `toFeatureMatrix`. */
export function featureMatrixOfRows(
  rows: readonly Readonly<Record<string, DriverNumber>>[],
  features: readonly FeatureName[],
): FeatureMatrix {
  const names = ["customer_key", ...features.map(featureColumn)];
  return toFeatureMatrix(
    Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])),
    features,
  );
}

/** Columns asked for before: a row-major matrix is slow to read by column, and a run asks often. */
const readColumns = new WeakMap<FeatureMatrix, Map<FeatureName, Float64Array>>();

function readColumn(matrix: FeatureMatrix, j: number): Float64Array {
  const d = matrix.featureNames.length;
  const values = new Float64Array(matrix.customerKeys.length);
  for (let i = 0; i < values.length; i++) values[i] = matrix.values[i * d + j] ?? NaN;
  return values;
}

/**
 * One feature of all customers, NaN where missing: n values, the same array at every call, which
 * the caller only reads.
 * @throws RangeError if the matrix does not hold the feature
 */
export function featureValues(matrix: FeatureMatrix, feature: FeatureName): Float64Array {
  const j = matrix.featureNames.indexOf(feature);
  if (j < 0)
    throw new RangeError(`feature ${feature} is not in the matrix: ${matrix.featureNames.join(", ")}`);
  const columns = readColumns.get(matrix) ?? new Map<FeatureName, Float64Array>();
  readColumns.set(matrix, columns);
  const values = columns.get(feature) ?? readColumn(matrix, j);
  columns.set(feature, values);
  return values;
}
