import fc from "fast-check";
import { expect, test } from "vitest";
import { drawPayments } from "@/lib/sample/payments";
import { randomStream } from "@/lib/sample/random";

test("payments add up to the order, or pass it by the interest of instalments", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer(), (total, seed) => {
      const rows = drawPayments(randomStream(seed, 0), total, false);
      const paid = rows.reduce((sum, row) => sum + row.cents, 0);
      expect(paid).toBeGreaterThanOrEqual(total);
      expect(paid).toBeLessThanOrEqual(Math.ceil(total * 1.03));
      if (paid > total)
        expect(rows.every((row) => row.type === "credit_card" && row.installments > 1)).toBe(true);
      expect(rows.every((row) => Number.isInteger(row.cents) && row.cents >= 0)).toBe(true);
    }),
  );
});

test("rows of an order are numbered without a gap", () => {
  const random = randomStream(4, 0);
  for (let i = 0; i < 5000; i++) {
    const rows = drawPayments(random, 10_000, false);
    const first = rows[0]?.sequence ?? 0;
    expect([1, 2]).toContain(first);
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, k) => first + k));
  }
});

test("a payment that was never defined is worth nothing", () => {
  expect(drawPayments(randomStream(1, 0), 5000, true)).toEqual([
    { sequence: 1, type: "not_defined", installments: 1, cents: 0 },
  ]);
});
