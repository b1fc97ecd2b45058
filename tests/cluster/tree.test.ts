import fc from "fast-check";
import { expect, test } from "vitest";
import { growTree, leafOf, pathsOf } from "@/lib/cluster/tree";

const settings = { weights: null, maxDepth: 3, leastLeaf: 1 };

test("by hand: one cut parts two classes, and each row ends in its class", () => {
  const columns = [Float64Array.from([1, 2, 3, 10, 11, 12]), Float64Array.from([5, 5, 5, 5, 5, 5])];
  const labels = Int32Array.from([0, 0, 0, 1, 1, 1]);
  const tree = growTree({ ...settings, columns, labels, classes: 2 });
  expect(tree).toMatchObject({ kind: "split", column: 0, atMost: { kind: "leaf", label: 0 }, above: { kind: "leaf", label: 1 } });
  expect(Array.from(labels, (_, row) => leafOf(tree, columns, row).label)).toEqual([...labels]);
});

test("an exclusive or needs two levels, and gets them", () => {
  const columns = [Float64Array.from([0, 0, 1, 1, 0]), Float64Array.from([0, 1, 0, 1, 0])];
  const labels = Int32Array.from([0, 1, 1, 0, 0]);
  const tree = growTree({ ...settings, columns, labels, classes: 2 });
  expect(Array.from(labels, (_, row) => leafOf(tree, columns, row).label)).toEqual([...labels]);
});

test("the weights of the leaves add up to those of the rows, and paths lead to their leaves", () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const columns = [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)];
      const tree = growTree({ ...settings, columns, labels: Int32Array.from(rows, ([, , c]) => c), classes: 3 });
      const paths = pathsOf(tree);
      expect(paths.length).toBeLessThanOrEqual(8);
      expect(paths.flatMap(({ leaf }) => [...leaf.weights]).reduce((sum, weight) => sum + weight, 0)).toBe(rows.length);
      rows.forEach((_, i) => {
        const path = paths.find(({ leaf }) => leaf === leafOf(tree, columns, i));
        expect(path?.conditions.every(({ column, relation, cut }) => (relation === "at most") === ((columns[column]?.[i] ?? NaN) <= cut))).toBe(true);
      });
    }),
  );
});

test("a weight counts as so many rows", () => {
  const columns = [Float64Array.from([1, 2, 3])];
  const labels = Int32Array.from([0, 1, 1]);
  const weighted = growTree({ ...settings, columns, labels, classes: 2, weights: Float64Array.from([5, 1, 1]), maxDepth: 0 });
  expect(weighted).toEqual({ kind: "leaf", label: 0, weights: [5, 2] });
});

test("nothing to part is a leaf; no rows are refused", () => {
  const alike = growTree({ ...settings, columns: [Float64Array.from([4, 4])], labels: Int32Array.from([0, 1]), classes: 2 });
  expect(alike.kind).toBe("leaf");
  expect(() => growTree({ ...settings, columns: [new Float64Array(0)], labels: new Int32Array(0), classes: 2 })).toThrow("0 rows");
});
