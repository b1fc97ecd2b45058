import { expect, test } from "vitest";
import fc from "fast-check";
import { decodeKeys, encodeKeys } from "@/lib/store/key-list";

test("keys come back as they were, whatever their size, order or letters", () => {
  const rows = fc.array(fc.tuple(fc.integer(), fc.string({ unit: "binary", minLength: 1 }), fc.maxSafeNat().map((n) => Math.floor(n / 4))), { minLength: 1 });
  fc.assert(fc.property(rows, (list) => {
    const columns = [0, 1, 2].map((c) => list.map((row) => row[c] ?? 0));
    expect(decodeKeys(encodeKeys(columns))).toEqual(columns);
  }));
});

test("ten thousand keys in a row take less than a hundred bytes", () => {
  const columns = [Array.from({ length: 10_000 }, (_, i) => 5_000_000 + i)];
  expect(encodeKeys(columns).length).toBeLessThan(100);
  expect(decodeKeys(encodeKeys(columns))).toEqual(columns);
});

test("no rows come back as no rows", () => {
  expect(decodeKeys(encodeKeys([[], []]))).toEqual([[], []]);
});

test("bytes that end too soon are refused", () => {
  expect(() => decodeKeys(encodeKeys([[1, 2, 3]]).subarray(0, 2))).toThrow();
});
