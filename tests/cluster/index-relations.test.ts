import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointsOf } from "../support/points";
import { clusterSizes } from "@/lib/cluster/assign";
import { calinskiHarabasz, daviesBouldin } from "@/lib/cluster/separation";
import { silhouettes } from "@/lib/cluster/silhouette";
import { jaccardMaxima } from "@/lib/cluster/bootstrap";
import { createRandom, permutation } from "@/lib/stats/random";

const k = 3;
const row = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
/** 6-30 rows in three clusters, all met, that are not all in one place. */
const clustered = fc
  .array(row, { minLength: 6, maxLength: 30 })
  .filter((rows) => new Set(rows.map(String)).size > k)
  .map((rows) => ({ rows: rows.map((values) => [...values]), labels: rows.map((_, i) => i % k) }));

type Clustered = { rows: number[][]; labels: number[] };

function indicesOf({ rows, labels }: Clustered): number[] {
  const [points, list] = [pointsOf(rows), Int32Array.from(labels)];
  const each = silhouettes(points, list, k);
  return [each.reduce((sum, value) => sum + value, 0) / each.length, calinskiHarabasz(points, list, k), daviesBouldin(points, list, k)];
}

function expectClose(a: readonly number[], b: readonly number[]): void {
  a.forEach((value, i) => expect(Math.abs(value - (b[i] ?? NaN))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value))));
}

describe("silhouette, Calinski-Harabasz and Davies-Bouldin", () => {
  const relations: Record<string, (one: Clustered, seed: number) => Clustered> = {
    "the order of the customers": ({ rows, labels }, seed) => {
      const order = [...permutation(rows.length, createRandom(seed))];
      return { rows: order.map((i) => rows[i]!), labels: order.map((i) => labels[i]!) }; // a permutation of the rows
    },
    "the order of the features": ({ rows, labels }) => ({ rows: rows.map(([a, b, c]) => [c!, a!, b!]), labels }), // three columns
    "a shift of all customers": ({ rows, labels }, seed) => ({ rows: rows.map((values) => values.map((value, j) => value + seed - 7 * j)), labels }),
    "one scale for all features": ({ rows, labels }) => ({ rows: rows.map((values) => values.map((value) => value * 4)), labels }),
    "a mirror": ({ rows, labels }) => ({ rows: rows.map(([a, b, c]) => [-a!, b!, c!]), labels }), // three columns
    "how clusters are numbered": ({ rows, labels }) => ({ rows, labels: labels.map((label) => (label + 1) % k) }),
    "a constant feature beside": ({ rows, labels }) => ({ rows: rows.map((values) => [...values, 5]), labels }),
  };

  test.each(Object.entries(relations))("do not depend on %s", (_, change) => {
    fc.assert(fc.property(clustered, fc.integer({ min: 1, max: 99 }), (one, seed) => expectClose(indicesOf(one), indicesOf(change(one, seed)))), { numRuns: 60 });
  });

  test("every customer twice: spreads and so Davies-Bouldin stay, Calinski-Harabasz grows by its degrees of freedom", () => {
    fc.assert(
      fc.property(clustered, (one) => {
        const twice = { rows: [...one.rows, ...one.rows], labels: [...one.labels, ...one.labels] };
        const n = one.rows.length;
        const [, ch = 0, db = 0] = indicesOf(one);
        const [, chTwice = 0, dbTwice = 0] = indicesOf(twice);
        expectClose([db, ch === 1 ? 1 : (ch * (2 * n - k)) / (n - k)], [dbTwice, chTwice]);
      }),
      { numRuns: 60 },
    );
  });

  test("clusters moved apart are judged better by all three", () => {
    fc.assert(
      fc.property(clustered, (one) => {
        const apart = { ...one, rows: one.rows.map((values, i) => values.map((value, j) => value + (one.labels[i] === j ? 1000 : 0))) };
        const [silhouette = 0, ch = 0, db = 0] = indicesOf(one);
        const [silhouetteApart = 0, chApart = 0, dbApart = 0] = indicesOf(apart);
        expect(silhouetteApart).toBeGreaterThan(Math.min(silhouette, 0.9));
        expect(chApart).toBeGreaterThan(ch);
        expect(dbApart).toBeLessThan(db);
      }),
      { numRuns: 60 },
    );
  });
});

test("stability: merging two clusters leaves the Jaccard of a third as it is", () => {
  const pair = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(pair, (list) => {
      const base = Int32Array.from(list, ([a]) => a);
      fc.pre(clusterSizes(base, k).every((size) => size > 0));
      const fine = jaccardMaxima(base, k, Int32Array.from(list, ([, b]) => b), null);
      const merged = jaccardMaxima(base.map((label) => Math.min(label, 1)), 2, Int32Array.from(list, ([, b]) => b), null);
      expect(merged[0]).toBe(fine[0]);
    }),
  );
});
