import { expect, test } from "vitest";
import { buyerTotals, createBuyerLedger } from "@/lib/features/buyer-totals";
import { createDayPeople } from "@/lib/measure/day-people";
import { dayOf, monthOf } from "@/lib/stats/civil-date";

const day = (month: number, dayOfMonth: number) => dayOf({ year: 2018, month, dayOfMonth });
/** Customer, day, cents. */
const sold = [[1, day(1, 31), 1000], [1, day(3, 1), 500], [3, day(2, 1), 0], [4, day(1, 2), 700], [4, day(1, 30), 40], [4, day(4, 1), 9], [6, day(4, 2), 80]] as const;

function peopleOf(asOf: number, segmentOf: (key: number) => number | null, k: number, partSize: number) {
  const writer = createBuyerLedger();
  const column = (c: 0 | 1 | 2) => Float64Array.from(sold, (sale) => sale[c]);
  writer.add({ customerKeys: column(0), days: column(1), revenueCents: column(2) });
  const ledger = writer.finish();
  const people = createDayPeople(ledger, asOf, k);
  for (const { customerKeys } of buyerTotals(ledger, { asOf, windowDays: null }, partSize)) {
    const members = customerKeys.filter((key) => segmentOf(key) !== null);
    people.add(members, Array.from(members, (key) => segmentOf(key) ?? NaN));
  }
  return people.finish();
}

test.each([1, 3, 100])("people of a day and their revenue by month, by hand, in parts of %i keys", (partSize) => {
  const { people, revenue, active } = peopleOf(day(4, 1), (key) => (key === 3 ? 2 : 0), 3, partSize);
  expect([...people.segments]).toEqual([0, 1, 0, 3, 1, 0, 0]);
  expect([1, 3, 4].map((key) => [people.lastDays[key], people.revenueCents[key]])).toEqual([[day(3, 1), 1500], [day(2, 1), 0], [day(4, 1), 749]]);
  const month = (of: number) => monthOf(day(of, 1));
  expect(revenue).toEqual([
    { month: month(1), segment: 0, revenue_cents: 1740 },
    { month: month(2), segment: 2, revenue_cents: 0 },
    { month: month(3), segment: 0, revenue_cents: 500 },
    { month: month(4), segment: 0, revenue_cents: 9 },
  ]);
  expect(active.map(({ customers }) => customers)).toEqual([2, 1, 1, 1]);
  expect(active.map(({ month, segment }) => [month, segment])).toEqual(revenue.map(({ month, segment }) => [month, segment]));
});

test("of a later sale nothing is known yet, and before the first there is nobody", () => {
  const { people, revenue } = peopleOf(day(1, 2), () => 0, 1, 100);
  expect([people.segments[4], people.lastDays[4], people.revenueCents[4]]).toEqual([1, day(1, 2), 700]);
  expect(people.segments.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(revenue).toEqual([{ month: monthOf(day(1, 1)), segment: 0, revenue_cents: 700 }]);
  const before = peopleOf(day(1, 1), () => 0, 1, 100);
  expect([before.people.segments.some((one) => one > 0), before.revenue]).toEqual([false, []]);
});

test("who belongs to no segment spends without one, and a member without a sale is none of the people", () => {
  const { people, revenue } = peopleOf(day(2, 28), (key) => (key === 1 ? null : 1), 2, 100);
  expect([...people.segments]).toEqual([0, 0, 0, 2, 2, 0, 0]);
  const january = monthOf(day(1, 1));
  expect(revenue).toEqual([{ month: january, segment: 1, revenue_cents: 740 }, { month: january, segment: null, revenue_cents: 1000 }, { month: january + 1, segment: 1, revenue_cents: 0 }]);
  const ledger = { starts: Uint32Array.of(0, 0, 1), days: Int32Array.of(day(1, 2)), revenueCents: Float64Array.of(5) };
  const others = createDayPeople(ledger, day(1, 3), 1);
  others.add([0, 1, 9], [0, 0, 0]);
  expect([...others.finish().people.segments]).toEqual([0, 1]);
  expect(() => createDayPeople(ledger, day(1, 3), 256)).toThrow(RangeError);
});
