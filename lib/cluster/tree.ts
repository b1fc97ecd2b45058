import { quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";

/** A decision tree. A row goes `atMost` where its value of the column is at most the cut, else `above`. */
export type Tree =
  | { kind: "leaf"; label: number; /** weight of each class among the rows that ended here */ weights: readonly number[] }
  | { kind: "split"; column: number; cut: number; atMost: Tree; above: Tree };

export type TreeInput = {
  /** m columns of n finite values */
  columns: readonly Float64Array[];
  /** n labels in 0..classes-1 */
  labels: Int32Array;
  classes: number;
  /** n weights; null = equal */
  weights: Float64Array | null;
  maxDepth: number;
  /** least weight of a leaf */
  leastLeaf: number;
};

/** Cut points tried per column. */
const mostCuts = 64;

type Binned = { codes: Uint8Array; cuts: readonly number[] };
type Grower = { input: TreeInput; binned: readonly Binned[] };

/** A number people can say: two significant digits. Whole numbers under 100 stay as they are. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** Quantiles of a column as cut points, rounded and told apart; the codes count the cuts a value exceeds. */
function bin(column: Float64Array): Binned {
  const sorted = sortedFinite(column);
  const quantiles = Array.from({ length: mostCuts - 1 }, (_, i) => rounded(quantileOfSorted(sorted, (i + 1) / mostCuts)));
  const largest = sorted.at(-1) ?? 0;
  const cuts = [...new Set(quantiles)].filter((cut) => cut < largest).sort((a, b) => a - b);
  return { cuts, codes: Uint8Array.from(column, (value) => codeOf(value, cuts)) };
}

function codeOf(value: number, cuts: readonly number[]): number {
  let from = 0;
  let to = cuts.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (value > cuts[middle]!) from = middle + 1; // middle lies in the list
    else to = middle;
  }
  return from;
}

/** Weight of each class in each bin, bins x classes. */
function histogram({ input, binned }: Grower, rows: Uint32Array, column: number): Float64Array {
  const { labels, classes, weights } = input;
  const { codes, cuts } = binned[column]!; // a column of the input
  const sums = new Float64Array((cuts.length + 1) * classes);
  for (const row of rows) sums[codes[row]! * classes + labels[row]!]! += weights === null ? 1 : weights[row]!; // row < n
  return sums;
}

/** Gini impurity times weight, up to a constant: what a split must lower. */
function purity(sums: Float64Array): { purity: number; weight: number } {
  let weight = 0;
  let squares = 0;
  for (const sum of sums) {
    weight += sum;
    squares += sum * sum;
  }
  return { purity: weight > 0 ? squares / weight : 0, weight };
}

type Split = { column: number; bin: number; gain: number };

/** The best cut of one column; the lowest of equals. */
function bestCut(grower: Grower, rows: Uint32Array, column: number): Split {
  const { classes, leastLeaf } = grower.input;
  const sums = histogram(grower, rows, column);
  const bins = sums.length / classes;
  const above = new Float64Array(classes);
  sums.forEach((sum, at) => (above[at % classes]! += sum));
  const whole = purity(above).purity;
  const atMost = new Float64Array(classes);
  let best: Split = { column, bin: -1, gain: 0 };
  for (let b = 0; b + 1 < bins; b++) {
    for (let c = 0; c < classes; c++) {
      atMost[c]! += sums[b * classes + c]!; // b and c lie in the histogram
      above[c]! -= sums[b * classes + c]!;
    }
    const left = purity(atMost);
    const right = purity(above);
    const gain = left.purity + right.purity - whole;
    if (left.weight >= leastLeaf && right.weight >= leastLeaf && gain > best.gain * (1 + 1e-12) + 1e-12) best = { column, bin: b, gain };
  }
  return best;
}

function classWeights({ input }: Grower, rows: Uint32Array): number[] {
  const sums = new Array<number>(input.classes).fill(0);
  for (const row of rows) sums[input.labels[row]!]! += input.weights === null ? 1 : input.weights[row]!; // row < n
  return sums;
}

function grow(grower: Grower, rows: Uint32Array, depth: number): Tree {
  const weights = classWeights(grower, rows);
  const leaf: Tree = { kind: "leaf", label: weights.indexOf(Math.max(...weights)), weights };
  if (depth === 0 || weights.filter((weight) => weight > 0).length < 2) return leaf;
  const splits = grower.binned.map((_, column) => bestCut(grower, rows, column));
  const best = splits.reduce((most, split) => (split.gain > most.gain ? split : most), { column: -1, bin: -1, gain: 0 });
  if (best.bin < 0) return leaf;
  const { codes, cuts } = grower.binned[best.column]!; // a column of the input
  return {
    kind: "split",
    column: best.column,
    cut: cuts[best.bin]!, // a bin below the last has a cut
    atMost: grow(grower, rows.filter((row) => codes[row]! <= best.bin), depth - 1),
    above: grow(grower, rows.filter((row) => codes[row]! > best.bin), depth - 1),
  };
}

/**
 * Grows a classification tree by Gini impurity.
 * Variant: CART without pruning over at most 63 cut points a column, its quantiles rounded to two
 * significant digits, so that a rule is one a person can say. Ties go to the first column and the
 * lowest cut.
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 *
 * @throws RangeError for no rows
 */
export function growTree(input: TreeInput): Tree {
  const n = input.labels.length;
  if (n === 0) throw new RangeError("0 rows; a tree needs at least 1");
  const grower = { input, binned: input.columns.map(bin) };
  return grow(grower, Uint32Array.from({ length: n }, (_, i) => i), input.maxDepth);
}

/** The leaf a row ends in. */
export function leafOf(tree: Tree, columns: readonly Float64Array[], row: number): Extract<Tree, { kind: "leaf" }> {
  let node = tree;
  while (node.kind === "split") node = (columns[node.column]?.[row] ?? NaN) <= node.cut ? node.atMost : node.above;
  return node;
}

/** A leaf with the comparisons that lead to it. */
export type Path = {
  leaf: Extract<Tree, { kind: "leaf" }>;
  conditions: readonly { column: number; relation: "at most" | "above"; cut: number }[];
};

/** All leaves, left to right. */
export function pathsOf(tree: Tree, before: Path["conditions"] = []): Path[] {
  if (tree.kind === "leaf") return [{ leaf: tree, conditions: before }];
  const { column, cut } = tree;
  return [
    ...pathsOf(tree.atMost, [...before, { column, relation: "at most", cut }]),
    ...pathsOf(tree.above, [...before, { column, relation: "above", cut }]),
  ];
}
