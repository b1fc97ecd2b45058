import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featureMatrixOfRows, featureValues, toFeatureMatrix } from "@/lib/features/feature-matrix";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import { defaultSpec, presetSpecs, transformSpec } from "@/lib/features/transform-spec";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";

function oneColumn(feature: FeatureName, values: number[]): FeatureMatrix {
  return {
    customerKeys: Float64Array.from(values.keys()),
    featureNames: [feature],
    values: Float64Array.from(values),
  };
}
const plain = { winsorise: false, log: false, scale: "zScore", period: null } as const;

describe("the matrix", () => {
  test("nulls become NaN, columns take their place by name", () => {
    const columns = { order_count: [1n, 2n], customer_key: [7, 9], mean_review_score: [null, "4.5"] };
    const matrix = toFeatureMatrix(columns, ["meanReviewScore", "orderCount"]);
    expect([...matrix.customerKeys]).toEqual([7, 9]);
    expect([...matrix.values]).toEqual([NaN, 1, 4.5, 2]);
    expect([...featureValues(matrix, "orderCount")]).toEqual([1, 2]);
  });

  test("rows give the same matrix as columns", () => {
    const rows = [
      { customer_key: 1, order_count: 3 },
      { customer_key: 2, order_count: null },
    ];
    expect(featureMatrixOfRows(rows, ["orderCount"])).toEqual(
      toFeatureMatrix({ customer_key: [1, 2], order_count: [3, null] }, ["orderCount"]),
    );
  });

  test("a missing column, another length and an absent feature are refused by name", () => {
    expect(() => toFeatureMatrix({ customer_key: [1] }, ["orderCount"])).toThrow(
      "column order_count is missing",
    );
    expect(() => toFeatureMatrix({ customer_key: [1], order_count: [] }, ["orderCount"])).toThrow(
      "has 0 values",
    );
    expect(() => featureValues(oneColumn("orderCount", [1]), "ageDays")).toThrow(
      "ageDays is not in the matrix",
    );
  });
});

describe("the transform", () => {
  test("z-scores have mean 0 and deviation 1: 1, 3 become -1, 1", () => {
    const matrix = oneColumn("orderCount", [1, 3]);
    const fitted = fitTransform(matrix, [{ feature: "orderCount", ...plain }]);
    expect([...applyTransform(matrix, fitted).values]).toEqual([-1, 1]);
  });

  test("weights move the mean and the deviation of the scale", () => {
    const matrix = oneColumn("orderCount", [1, 5]);
    const fitted = fitTransform(matrix, [{ feature: "orderCount", ...plain }], Float64Array.from([3, 1]));
    expect(fitted.columns[0]?.scale).toEqual({ kind: "zScore", mean: 2, deviation: Math.sqrt(3) });
  });

  test("log1p then min-max: 0, 1, 3 become 0, a half, 1", () => {
    const matrix = oneColumn("revenueCents", [0, 1, 3]);
    const fitted = fitTransform(matrix, [{ feature: "revenueCents", ...plain, log: true, scale: "minMax" }]);
    expect([...applyTransform(matrix, fitted).values]).toEqual([0, expect.closeTo(0.5, 12), 1]);
  });

  test("money is pulled in at both ends, counts never", () => {
    const values = [...new Array<number>(999).fill(100), 1_000_000];
    const money = fitTransform(oneColumn("revenueCents", values), [defaultSpec("revenueCents")]);
    expect(money.columns[0]?.high).toBe(100);
    const counts = fitTransform(oneColumn("orderCount", values), [defaultSpec("orderCount")]);
    expect(counts.columns[0]?.high).toBeNull();
  });

  test("missing values become the mean, and are counted", () => {
    const matrix = oneColumn("meanReviewScore", [NaN, 2, 4]);
    const fitted = fitTransform(matrix, [defaultSpec("meanReviewScore")]);
    expect(fitted.columns[0]).toMatchObject({ imputedWith: 3, imputedRows: 1 });
    expect(applyTransform(matrix, fitted).values[0]).toBe(0);
  });

  test("a column nobody has a value in is 0 for everybody", () => {
    const matrix = oneColumn("meanReviewScore", [NaN, NaN]);
    expect([
      ...applyTransform(matrix, fitTransform(matrix, [defaultSpec("meanReviewScore")])).values,
    ]).toEqual([0, 0]);
  });

  test("a constant column is 0, also where rounding leaves a trace of spread", () => {
    const matrix = oneColumn("freightShare", [0.1, 0.1, 0.1]);
    for (const scale of ["zScore", "minMax"] as const) {
      const fitted = fitTransform(matrix, [{ feature: "freightShare", ...plain, scale }]);
      expect([...applyTransform(matrix, fitted).values]).toEqual([0, 0, 0]);
    }
  });

  test("more refunded than paid counts as nothing spent, not as NaN", () => {
    const matrix = oneColumn("revenueCents", [-500, 0, 900]);
    const points = applyTransform(
      matrix,
      fitTransform(matrix, [{ feature: "revenueCents", ...plain, log: true }]),
    );
    expect(points.values[0]).toBe(points.values[1]);
    expect(points.values.every(Number.isFinite)).toBe(true);
    expect(fitTransform(matrix, [defaultSpec("revenueCents")]).columns[0]?.low).toBe(0);
  });

  test("December and January are neighbours: a month is a sine and a cosine", () => {
    const matrix = oneColumn("mainOrderMonth", [12, 1, 6]);
    const { values, d } = applyTransform(
      matrix,
      fitTransform(matrix, [{ ...defaultSpec("mainOrderMonth") }]),
    );
    expect(d).toBe(2);
    const apart = (i: number, j: number) =>
      Math.hypot(
        (values[2 * i] ?? 0) - (values[2 * j] ?? 0),
        (values[2 * i + 1] ?? 0) - (values[2 * j + 1] ?? 0),
      );
    expect(apart(0, 1)).toBeLessThan(apart(0, 2) / 2);
  });

  test("a later customer is placed by the old transform, without refitting", () => {
    const fitted = fitTransform(oneColumn("orderCount", [1, 3]), [{ feature: "orderCount", ...plain }]);
    expect([...applyTransform(oneColumn("orderCount", [5]), fitted).values]).toEqual([3]);
  });

  test("stretching a raw column leaves its z-scores unchanged", () => {
    const columns = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 50 }), (values, factor) => {
        const spec = [{ feature: "freightShare" as const, ...plain, winsorise: true }];
        const points = (list: number[]) => {
          const matrix = oneColumn("freightShare", list);
          return applyTransform(matrix, fitTransform(matrix, spec)).values;
        };
        const stretched = points(values.map((value) => value * factor));
        points(values).forEach((value, i) => expect(stretched[i]).toBeCloseTo(value, 8));
      }),
    );
  });

  test("nobody cannot be fitted", () => {
    expect(() => fitTransform(oneColumn("orderCount", []), [defaultSpec("orderCount")])).toThrow(
      "0 customers",
    );
  });
});

describe("presets", () => {
  test("the default takes recency without a logarithm, orders and revenue with one", () => {
    expect(presetSpecs.default.map(({ feature, log, winsorise }) => [feature, log, winsorise])).toEqual([
      ["recencyDays", false, true],
      ["orderCount", true, false],
      ["revenueCents", true, true],
    ]);
  });

  test("the seeds' sets are theirs: three min-max columns, and seven logged with the month on a line", () => {
    expect(presetSpecs.seed1.map(({ log, scale }) => [log, scale])).toEqual([
      [false, "minMax"],
      [true, "minMax"],
      [true, "minMax"],
    ]);
    expect(presetSpecs.seed2.map(({ feature }) => feature)).toEqual([
      "recencyDays",
      "orderCount",
      "revenueCents",
      "itemCount",
      "sellerRows",
      "mainOrderMonth",
      "averageOrderCents",
    ]);
    expect(presetSpecs.seed2.every(({ log, period }) => log && period === null)).toBe(true);
  });

  test("other features follow the preset's rules", () => {
    expect(transformSpec("default", ["mainOrderMonth"])[0]?.period).toBe(12);
    expect(transformSpec("seed1", ["ageDays"])).toEqual([
      { feature: "ageDays", ...plain, log: true, scale: "minMax" },
    ]);
    expect(transformSpec("default", null)).toBe(presetSpecs.default);
  });
});
