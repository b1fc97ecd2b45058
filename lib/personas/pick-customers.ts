import type { FeatureMatrix } from "@/lib/types/features";

/** The chosen rows of a feature matrix, in the order of `rows`. */
export function pickCustomers({ customerKeys, featureNames, values }: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const d = featureNames.length;
  const picked = new Float64Array(rows.length * d);
  rows.forEach((row, i) => picked.set(values.subarray(row * d, (row + 1) * d), i * d));
  return { featureNames, customerKeys: Float64Array.from(rows, (row) => customerKeys[row] ?? 0), values: picked };
}
