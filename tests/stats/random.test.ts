import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, permutation, sampleByWeight, sampleIndices } from "@/lib/stats/random";

describe("createRandom", () => {
  test("the same seed gives the same stream, another seed another", () => {
    const stream = (seed: number) => Array.from({ length: 20 }, createRandom(seed));
    expect(stream(7)).toEqual(stream(7));
    expect(stream(7)).not.toEqual(stream(8));
    expect(stream(2 ** 40 + 7)).not.toEqual(stream(7));
    expect(stream(-7)).not.toEqual(stream(7));
  });

  test("the stream of a seed is the one written down: stored runs must stay reproducible", () => {
    // From an independent implementation of SplitMix32 and sfc32.
    const stream = Array.from({ length: 3 }, createRandom(42));
    expect(stream).toEqual([0.4562558052254867, 0.5743777227769976, 0.8310974141243506]);
  });

  test("numbers are uniform on [0, 1): mean, variance and sixteen bins of 160,000 draws", () => {
    const random = createRandom(1);
    const draws = Array.from({ length: 160_000 }, random);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    const bins = new Array<number>(16).fill(0);
    for (const x of draws) bins[Math.floor(x * 16)]! += 1; // x < 1
    const chiSquare = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(37.7); // 99.9 % of 15 degrees of freedom
  });

  test("a seed that is no whole number is refused with the number", () => {
    expect(() => createRandom(0.5)).toThrow("seed is 0.5");
    expect(() => createRandom(NaN)).toThrow(RangeError);
  });
});

describe("sampling", () => {
  test("draws different indices, ascending, of the asked number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer(),
        (a, b, seed) => {
          const [size, n] = [Math.min(a, b), Math.max(a, b)];
          const drawn = [...sampleIndices(n, size, createRandom(seed))];
          expect(drawn).toEqual([...new Set(drawn)].sort((x, y) => x - y));
          expect(drawn).toHaveLength(size);
          expect(drawn.every((index) => index < n)).toBe(true);
        },
      ),
    );
  });

  test("more than there are is refused with both numbers", () => {
    expect(() => sampleIndices(3, 4, createRandom(1))).toThrow("sample size is 4; it must lie in 0..3");
  });

  test("a permutation holds every index once", () => {
    expect([...permutation(50, createRandom(3))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });

  test("by weight, an index of expected count e comes floor(e) or ceil(e) times", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer(),
        (list, size, seed) => {
          fc.pre(list.some((weight) => weight > 0));
          const total = list.reduce((sum, weight) => sum + weight, 0);
          const drawn = sampleByWeight(Float64Array.from(list), size, createRandom(seed));
          expect(drawn).toHaveLength(size);
          list.forEach((weight, index) => {
            const expected = (size * weight) / total;
            const count = drawn.filter((other) => other === index).length;
            expect(count).toBeGreaterThanOrEqual(Math.floor(expected - 1e-9));
            expect(count).toBeLessThanOrEqual(Math.ceil(expected + 1e-9));
          });
        },
      ),
    );
  });

  test("weights of no total are refused", () => {
    expect(() => sampleByWeight(new Float64Array(2), 1, createRandom(1))).toThrow("weights sum to 0");
  });
});
