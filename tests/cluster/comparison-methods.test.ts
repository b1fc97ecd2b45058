import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/pca.json";
import { plantedGroups, pointsOf } from "../support/points";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { dbscan, kneeRadius, noise } from "@/lib/cluster/dbscan";
import { principalAxes, project } from "@/lib/cluster/pca";
import { wardClusters, wardMerges } from "@/lib/cluster/ward";

const points = pointsOf(golden.points);

describe("Ward", () => {
  test("heights are SciPy's to 1e-9, and cuts give its clusters", () => {
    wardMerges(points).forEach(({ height }, i) => expect(height).toBeCloseTo(golden.wardHeights[i] ?? NaN, 9));
    for (const [k, labels] of Object.entries(golden.ward)) expect(adjustedRandIndex(wardClusters(points, Number(k)), labels)).toBe(1);
  });

  test("by hand: two pairs far apart", () => {
    const pairs = pointsOf([[0], [1], [10], [11]]);
    expect([...wardClusters(pairs, 2)]).toEqual([0, 0, 1, 1]);
    expect(wardMerges(pairs).map(({ height }) => height)).toEqual([1, 1, Math.sqrt(200)]);
  });

  test("k = n leaves everybody alone, k = 1 nobody; others are refused with the number", () => {
    expect(new Set(wardClusters(points, points.n)).size).toBe(points.n);
    expect(new Set(wardClusters(points, 1)).size).toBe(1);
    expect(() => wardClusters(points, 0)).toThrow("k is 0; it must lie in 1..80");
    expect([...wardClusters(pointsOf([[1], [1], [1]]), 2)]).toHaveLength(3);
  });
});

describe("DBSCAN", () => {
  test("labels are scikit-learn's, noise included", () => {
    expect([...dbscan(points, 2.5, 4)]).toEqual(golden.dbscan);
  });

  test("groups of any shape are found at the knee, and a lone point is noise", () => {
    const { points: groups, truth } = plantedGroups(4, 60, 3);
    const labels = dbscan(groups, kneeRadius(groups, 8) * 2, 8);
    expect(adjustedRandIndex(labels, truth)).toBeGreaterThan(0.95);
    expect([...dbscan(pointsOf([[0], [0.1], [0.2], [9]]), 0.5, 3)]).toEqual([0, 0, 0, noise]);
  });
});

describe("principal axes", () => {
  test("are scikit-learn's: axes, shares and places", () => {
    const axes = principalAxes(points, 4);
    axes.axes.forEach((axis, a) => axis.forEach((entry, j) => expect(entry).toBeCloseTo(golden.axes[a]?.[j] ?? NaN, 9)));
    axes.varianceShares.forEach((share, a) => expect(share).toBeCloseTo(golden.shares[a] ?? NaN, 12));
    const seen = project(points, axes);
    golden.seen.forEach((row, i) => row.forEach((place, a) => expect(seen[i * 4 + a]).toBeCloseTo(place, 8)));
  });

  test("turning and moving a cloud keeps the shares, and distances survive a full projection", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 6, noNaN: true }), (list, angle) => {
        const turned = list.map(([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle) + 7, x * Math.sin(angle) + y * Math.cos(angle) - 3]);
        const [a, b] = [principalAxes(pointsOf(list), 2), principalAxes(pointsOf(turned), 2)];
        a.varianceShares.forEach((share, i) => expect(share).toBeCloseTo(b.varianceShares[i] ?? NaN, 8));
        const seen = project(pointsOf(list), a);
        const apart = Math.hypot((seen[0] ?? 0) - (seen[2] ?? 0), (seen[1] ?? 0) - (seen[3] ?? 0));
        expect(apart).toBeCloseTo(Math.hypot(list[0]![0] - list[1]![0], list[0]![1] - list[1]![1]), 8);
      }),
    );
  });

  test("nothing that varies has shares of 0, and no rows are refused", () => {
    expect(principalAxes(pointsOf([[1, 2], [1, 2]]), 2).varianceShares).toEqual([0, 0]);
    expect(() => principalAxes(pointsOf([]), 1)).toThrow("0 rows");
  });
});
