import { describe, expect, test } from "vitest";
import { balancedSample, balanceWeights, defaultBalance, reorderShare } from "@/lib/features/balance";

function counts(once: number, twice: number): Float64Array {
  return Float64Array.from({ length: once + twice }, (_, i) => (i < once ? 1 : 2));
}
const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe("balance", () => {
  test("is chosen where some but fewer than one in ten reorder", () => {
    expect(defaultBalance(counts(97, 3))).toBe("repeat");
    expect(defaultBalance(counts(90, 10))).toBe("none");
    expect(defaultBalance(counts(100, 0))).toBe("none");
    expect(defaultBalance(counts(0, 0))).toBe("none");
    expect(reorderShare(counts(3, 1))).toBe(0.25);
  });

  test("gives repeat buyers 47 % of a total weight of n", () => {
    const weights = balanceWeights(counts(97, 3), "repeat") ?? new Float64Array(0);
    expect(sumOf(weights)).toBeCloseTo(100, 9);
    expect(sumOf(weights.slice(97))).toBeCloseTo(47, 9);
  });

  test("changes nothing where nobody repeats, where half do, or when not asked for", () => {
    expect(balanceWeights(counts(100, 0), "repeat")).toBeNull();
    expect(balanceWeights(counts(50, 50), "repeat")).toBeNull();
    expect(balanceWeights(counts(97, 3), "none")).toBeNull();
  });
});

describe("the balanced sample", () => {
  test("holds repeat buyers at 47 %, is seeded, and is cut to 20,000 rows", () => {
    const orders = counts(58_200, 1_800);
    const weights = balanceWeights(orders, "repeat") ?? new Float64Array(0);
    const sample = balancedSample(weights, 3);
    expect(sample).toHaveLength(20_000);
    const repeaters = sample.filter((row) => orders[row] === 2).length;
    expect(Math.abs(repeaters / sample.length - 0.47)).toBeLessThan(0.005);
    expect(balancedSample(weights, 3)).toEqual(sample);
    expect(balancedSample(weights, 4)).not.toEqual(sample);
  });

  test("leaves nobody of a small shop out", () => {
    const weights = balanceWeights(counts(97, 3), "repeat") ?? new Float64Array(0);
    expect(new Set(balancedSample(weights, 1)).size).toBe(100);
  });
});
