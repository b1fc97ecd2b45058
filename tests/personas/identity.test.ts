import fc from "fast-check";
import { expect, test } from "vitest";
import { crossCounts } from "@/lib/cluster/agreement";
import { centroidsIn, distancesBetween, identifyPersonas, type IdentityInput, withReturns } from "@/lib/personas/identity";

const personas = (...names: string[]) => names.map((name, index) => ({ index, name, persona: `1.${index}` }));
const input = (changes: Partial<IdentityInput>): IdentityInput => ({
  earlierId: 1, earlier: personas("Best", "Cheap"), later: personas("Best", "Cheap"),
  overlap: [[90, 10], [10, 90]], distances: [[0, 5], [5, 0]], ...changes,
});

test("groups keep their identity however they are numbered", () => {
  const lineage = identifyPersonas(input({ later: personas("Cheap", "Best"), overlap: [[10, 90], [90, 10]], distances: [[5, 0], [0, 5]] }));
  expect(lineage.matches).toEqual([
    { index: 0, from: 1, fromName: "Cheap", jaccard: 90 / 110 },
    { index: 1, from: 0, fromName: "Best", jaccard: 90 / 110 },
  ]);
  expect([lineage.born, lineage.retired]).toEqual([[], []]);
});

test("near centroids are not enough: with less than half of the members in common the old one retires and a new one is born", () => {
  const { matches, born, retired } = identifyPersonas(input({ overlap: [[40, 60], [0, 100]] }));
  // Best: 40 of 100 shared over 100 of either = 0.4; Cheap: 100 over 160 = 0.625
  expect(matches.map(({ index, from }) => [index, from])).toEqual([[1, 1]]);
  expect(born).toEqual([{ index: 0, reason: "Born: 100% of its customers come from Best, but the two share only 40% of their members." }]);
  expect(retired).toEqual([{ persona: "1.0", name: "Best", reason: "Retired: 60% of its customers went to Cheap, but the two share only 30% of their members." }]);
});

test("exactly half of the members in common is the same persona", () => {
  expect(identifyPersonas(input({ overlap: [[50, 50], [0, 100]] })).matches).toHaveLength(2);
});

test("a group more is born, a group fewer retires", () => {
  const more = identifyPersonas(input({ later: personas("Best", "Cheap", "Loyal"), overlap: [[90, 0, 10], [0, 100, 0]], distances: [[0, 5, 3], [5, 0, 4]] }));
  expect(more.born.map((one) => one.index)).toEqual([2]);
  const fewer = identifyPersonas(input({ later: personas("Best"), overlap: [[100], [40]], distances: [[0], [5]] }));
  expect(fewer.retired.map((one) => one.name)).toEqual(["Cheap"]);
});

test("rules are themselves again by name, whoever their members are", () => {
  const lineage = identifyPersonas(input({ distances: null, overlap: [[1, 99], [99, 1]] }));
  expect(lineage.matches.map(({ index, from }) => [index, from])).toEqual([[0, 0], [1, 1]]);
});

test("a run beside itself matches every group with itself, wholly", () => {
  const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 60 }).filter((list) => new Set(list).size === 4);
  fc.assert(fc.property(labels, (list) => {
    const values = Float64Array.from(list.flatMap((label, i) => [label * 10 + (i % 3), label]));
    const centroids = centroidsIn({ values, n: list.length, d: 2 }, list, 4);
    const lineage = identifyPersonas({
      earlierId: 1, earlier: personas("a", "b", "c", "d"), later: personas("a", "b", "c", "d"),
      overlap: crossCounts(list, list, 4, 4), distances: distancesBetween(centroids, centroids),
    });
    expect(lineage.matches.map(({ index, from, jaccard }) => [index, from, jaccard])).toEqual([0, 1, 2, 3].map((i) => [i, i, 1]));
  }));
});

test("a newborn group is an older persona again where they share half of their customers", () => {
  const lineage = { comparedWith: 2, matches: [], born: [{ index: 0, reason: "" }, { index: 1, reason: "" }], retired: [] };
  const older = (persona: string, size: number, inLater: number[]) => ({ run: 1, persona, name: persona, size, inLater });
  const found = withReturns(lineage, [older("1.0", 100, [80, 20, 0]), older("1.1", 100, [20, 40, 40]), older("1.2", 100, [0, 0, 100])], [100, 60, 140]);
  expect(found.returned).toEqual([{ index: 0, persona: "1.0", name: "1.0", run: 1, jaccard: 80 / 120 }]);
  expect(found.born.map(({ index }) => index)).toEqual([1]);
  // who left no customer behind is not back
  expect(withReturns(lineage, [older("1.0", 0, [0, 0])], [100, 60]).returned).toEqual([]);
});

test("a centroid is the mean of the members' points; a cross table counts customers", () => {
  expect(centroidsIn({ values: Float64Array.of(0, 0, 2, 4, 10, 10), n: 3, d: 2 }, [0, 0, 1], 2)).toEqual([[1, 2], [10, 10]]);
  expect(crossCounts([0, 0, 1], [1, 0, 1], 2, 2)).toEqual([[1, 1], [0, 1]]);
  expect(distancesBetween([[0, 0]], [[3, 4], [0, 0]])).toEqual([[5, 0]]);
});
