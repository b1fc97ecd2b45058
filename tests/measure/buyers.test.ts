import fc from "fast-check";
import { expect, test } from "vitest";
import { countBuyers, nobody } from "@/lib/measure/buyers";

const columnsOf = (people: readonly (readonly number[])[]) => {
  const buys = people.flatMap((days, key) => days.map((day) => ({ key, day, first: Math.min(...days) })));
  return { customerKeys: Float64Array.from(buys, (buy) => buy.key), days: Float64Array.from(buys, (buy) => buy.day), firstDays: Float64Array.from(buys, (buy) => buy.first) };
};

test("a person counts once a window, as a repeater with two sales in it, as new when the first sale lies in it", () => {
  const people = [[5, 20, 21], [19, 40]];
  expect(countBuyers(columnsOf(people), [{ from: 18, to: 22 }, { from: 0, to: 50 }, { from: 41, to: 50 }])).toEqual([
    { people: 2, repeaters: 1, newcomers: 1, ordersSquared: 4 + 1 },
    { people: 2, repeaters: 2, newcomers: 2, ordersSquared: 9 + 4 },
    nobody,
  ]);
  expect(countBuyers(columnsOf([]), [{ from: 0, to: 9 }])).toEqual([nobody]);
});

test("windows that overlap are each counted as if alone, like person by person", () => {
  const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([from, length]) => ({ from, to: from + length }));
  fc.assert(fc.property(fc.array(fc.array(fc.nat(99), { minLength: 1, maxLength: 5 }), { maxLength: 12 }), fc.array(span, { maxLength: 4 }), (people, spans) => {
    const expected = spans.map(({ from, to }) => {
      const sold = people.map((days) => days.filter((day) => day >= from && day <= to).length);
      return {
        people: sold.filter((n) => n > 0).length, repeaters: sold.filter((n) => n > 1).length, ordersSquared: sold.reduce((sum, n) => sum + n * n, 0),
        newcomers: people.filter((days) => Math.min(...days) >= from && Math.min(...days) <= to).length,
      };
    });
    expect(countBuyers(columnsOf(people), spans)).toEqual(expected);
  }));
});
