import { principalAxes, project, projectSample } from "@/lib/cluster/pca";
import { featureLabel } from "@/lib/format/feature-words";
import type { FittedTransform, Points } from "@/lib/types/features";
import type { Projection } from "@/lib/types/quality";

/** Dots a chart can bear. */
const shown = 2_000;
const digits = 4;

const rounded = (value: number): number => Number(value.toFixed(digits));

/**
 * The customers in two dimensions: the two widest principal axes of the transformed features, with
 * a seeded uniform sample of 2,000 customers and the centroids on them. Evidence of spread, not of
 * groups.
 *
 * @param labels n labels in 0..k-1
 * @param centroids k x d, row-major
 * @returns null where the space has one dimension only
 */
export function projectionOf(points: Points, transform: FittedTransform, { labels, centroids, seed }: { labels: Int32Array; centroids: Float64Array; seed: number }): Projection | null {
  if (points.d < 2) return null;
  const axes = principalAxes(points, 2);
  const { rows, seen } = projectSample(points, axes, shown, seed);
  const k = centroids.length / points.d;
  const places = project({ values: centroids, n: k, d: points.d }, axes);
  const labelOf = ({ feature, circle }: FittedTransform["columns"][number]) => `${featureLabel(feature)}${circle === null ? "" : `, ${circle.part}`}`;
  return {
    axes: axes.axes.map((axis, a) => ({
      varianceShare: axes.varianceShares[a] ?? 0,
      loadings: transform.columns.map((column, j) => ({ label: labelOf(column), loading: rounded(axis[j] ?? 0) })),
    })),
    points: Array.from(rows, (row, i) => [rounded(seen[2 * i] ?? 0), rounded(seen[2 * i + 1] ?? 0), labels[row] ?? 0] as const),
    centroids: Array.from({ length: k }, (_, c) => [rounded(places[2 * c] ?? 0), rounded(places[2 * c + 1] ?? 0)] as const),
    shownCustomers: rows.length,
    customers: points.n,
  };
}
