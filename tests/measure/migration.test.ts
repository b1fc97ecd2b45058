import fc from "fast-check";
import { expect, test } from "vitest";
import { migration, type SideMembers } from "@/lib/measure/migration";

const groups = [0, 1, 2].map((index) => ({ index, name: `group ${index}`, valueWord: null, lifecycle: null }));
const same = new Map(groups.map(({ index }) => [index, index]));
const migrate = (before: SideMembers, after: SideMembers) => migration({
  before: { side: { segmentationId: 1, asOf: 10 }, members: before, groups }, after: { side: { segmentationId: 1, asOf: 20 }, members: after, groups }, same,
});

test("a stayer, a mover, a newcomer and one who is gone", () => {
  const result = migrate(
    { customerKeys: [1, 2, 3], segments: [0, 0, 1], revenueCents: [100, 200, 300] },
    { customerKeys: [1, 2, 4], segments: [0, 1, 2], revenueCents: [100, 500, 50] },
  );
  expect(result.flows).toEqual([
    { from: 0, to: 0, customers: 1, revenueBeforeCents: 100, revenueAfterCents: 100 },
    { from: 0, to: 1, customers: 1, revenueBeforeCents: 200, revenueAfterCents: 500 },
    { from: 1, to: null, customers: 1, revenueBeforeCents: 300, revenueAfterCents: 0 },
    { from: null, to: 2, customers: 1, revenueBeforeCents: 0, revenueAfterCents: 50 },
  ]);
  expect(result).toMatchObject({ newcomers: 1, gone: 1, common: 2, moved: 1 });
});

const side = fc.dictionary(fc.integer({ min: 1, max: 40 }).map(String), fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1000 })), { maxKeys: 25 }).map((entries): SideMembers => {
  const sorted = Object.entries(entries).map(([key, [segment, cents]]) => ({ key: Number(key), segment, cents })).sort((a, b) => a.key - b.key);
  return { customerKeys: sorted.map((one) => one.key), segments: sorted.map((one) => one.segment), revenueCents: sorted.map((one) => one.cents) };
});
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const count = (members: SideMembers, segment: number) => Array.from(members.segments).filter((one) => one === segment).length;

test("rows add up to who was in each group, columns to who is, and no money is lost on either side", () => {
  fc.assert(fc.property(side, side, (before, after) => {
    const result = migrate(before, after);
    for (const { index } of groups) {
      expect(result.before.groups[index]?.customers).toBe(count(before, index));
      expect(result.after.groups[index]?.customers).toBe(count(after, index));
    }
    expect(sum(result.flows.map((flow) => flow.revenueBeforeCents))).toBe(sum(before.revenueCents));
    expect(sum(result.flows.map((flow) => flow.revenueAfterCents))).toBe(sum(after.revenueCents));
    expect(result.common + result.newcomers).toBe(after.customerKeys.length);
    expect(result.common + result.gone).toBe(before.customerKeys.length);
    const keysBefore = new Set(Array.from(before.customerKeys));
    expect(result.newcomers).toBe(Array.from(after.customerKeys).filter((key) => !keysBefore.has(key)).length);
  }));
});

test("a side beside itself moves nobody; an empty one has only newcomers", () => {
  fc.assert(fc.property(side, (members) => {
    expect(migrate(members, members)).toMatchObject({ moved: 0, newcomers: 0, gone: 0 });
    expect(migrate({ customerKeys: [], segments: [], revenueCents: [] }, members).newcomers).toBe(members.customerKeys.length);
  }));
});
