import { featureValues } from "@/lib/features/feature-matrix";
import { growTree, leafOf, pathsOf, type Path } from "@/lib/cluster/tree";
import type { MoneyStyle } from "@/lib/format/money";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import type { PersonaRule, RuleCondition, RuleFidelity } from "@/lib/types/quality";
import { simplified } from "./boxes";
import { ruleWords } from "./rule-words";
import { stratified, type Strata } from "./stratified";

/** A rule that misses more than this says nothing. */
const leastFidelity = 0.6;
const maxDepth = 3;
/** Customers the trees are grown on. */
const grownOn = 20_000;
/** Least share of the sample's weight in a leaf. */
const leastLeafShare = 0.0005;

/** Columns a rule may speak of: those of the distance, recency and orders, where nobody lacks them. */
function speakable(matrix: FeatureMatrix, features: readonly FeatureName[]): FeatureName[] {
  const wanted = new Set<FeatureName>([...features, "recencyDays", "orderCount"]);
  return [...wanted].filter((feature) => matrix.featureNames.includes(feature) && featureValues(matrix, feature).every(Number.isFinite));
}

type Scene = {
  names: readonly FeatureName[];
  /** of all n customers */
  columns: readonly Float64Array[];
  labels: Int32Array;
  strata: Strata;
  /** of the sampled customers */
  sampled: readonly Float64Array[];
};

function conditionsOf(names: readonly FeatureName[], { conditions }: Path): RuleCondition[] {
  return conditions.map(({ column, relation, cut }) => ({ feature: names[column]!, relation, value: cut })); // a column of the tree
}

type Counts = Pick<RuleFidelity, "members" | "picked" | "hits">;

/** Weighed harmonic mean of precision and recall. */
function f1({ members, picked, hits }: Counts): number {
  return members + picked === 0 ? 0 : (2 * hits) / (members + picked);
}

/**
 * Leaves taken from the purest on, as long as precision and recall together rise.
 */
function chosenLeaves(paths: readonly Path[]): Path[] {
  const members = paths.reduce((sum, { leaf }) => sum + (leaf.weights[1] ?? 0), 0);
  const share = ({ leaf }: Path) => (leaf.weights[1] ?? 0) / ((leaf.weights[0] ?? 0) + (leaf.weights[1] ?? 0));
  const ranked = [...paths].filter(({ leaf }) => (leaf.weights[1] ?? 0) > 0).sort((a, b) => share(b) - share(a));
  let taken: Path[] = [];
  let counts: Counts = { members, picked: 0, hits: 0 };
  for (const path of ranked) {
    const hits = counts.hits + (path.leaf.weights[1] ?? 0);
    const picked = counts.picked + (path.leaf.weights[0] ?? 0) + (path.leaf.weights[1] ?? 0);
    const more = { members, picked, hits };
    if (f1(more) <= f1(counts)) break;
    taken = [...taken, path];
    counts = more;
  }
  return taken;
}

function ruleOf(scene: Scene, segment: number, money: MoneyStyle): PersonaRule {
  const { names, columns, labels, strata, sampled } = scene;
  const isMember = Int32Array.from(strata.rows, (row) => (labels[row] === segment ? 1 : 0));
  const weight = strata.standsFor.reduce((sum, one) => sum + one, 0);
  const tree = growTree({ columns: sampled, labels: isMember, classes: 2, weights: strata.standsFor, maxDepth, leastLeaf: leastLeafShare * weight });
  const leaves = chosenLeaves(pathsOf(tree));
  const taken = new Set(leaves.map(({ leaf }) => leaf));
  const counts = { members: 0, picked: 0, hits: 0 };
  labels.forEach((label, row) => {
    const isPicked = taken.has(leafOf(tree, columns, row));
    if (label === segment) counts.members++;
    if (isPicked) counts.picked++;
    if (isPicked && label === segment) counts.hits++;
  });
  const precision = counts.picked === 0 ? 0 : counts.hits / counts.picked;
  const recall = counts.members === 0 ? 0 : counts.hits / counts.members;
  const fidelity = { precision, recall, ...counts, fittedCustomers: strata.rows.length, judgedCustomers: labels.length };
  const branches = simplified(leaves.map((path) => conditionsOf(names, path)));
  const isTrivial = branches.some((branch) => branch.length === 0);
  if (precision < leastFidelity || recall < leastFidelity || isTrivial) return { kind: "none", words: "No short rule describes them.", fidelity };
  return { kind: "rule", words: ruleWords(branches, money), branches, fidelity };
}

/**
 * A short rule for each segment: a one-against-rest decision tree of depth 3 on raw units, grown
 * on a seeded sample of about 20,000 customers, its precision and recall counted on all of them;
 * refused where either is under 0.6.
 *
 * @param labels n labels in 0..k-1
 * @param features those of the distance
 * @returns k rules in the order of the labels; null for a lone segment, which needs none
 */
export function personaRules(
  { matrix, labels, k, features }: { matrix: FeatureMatrix; labels: Int32Array; k: number; features: readonly FeatureName[] },
  { seed, money }: { seed: number; money: MoneyStyle },
): (PersonaRule | null)[] {
  if (k < 2) return new Array<null>(k).fill(null);
  const names = speakable(matrix, features);
  const columns = names.map((feature) => featureValues(matrix, feature));
  const strata = stratified(labels, k, grownOn, seed);
  const sampled = columns.map((column) => Float64Array.from(strata.rows, (row) => column[row] ?? NaN));
  const scene = { names, columns, labels, strata, sampled };
  return Array.from({ length: k }, (_, segment) => ruleOf(scene, segment, money));
}
