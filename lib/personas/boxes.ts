import type { FeatureName } from "@/lib/types/features";
import type { RuleCondition } from "@/lib/types/quality";

/** Values above one bound up to and with the other. */
type Interval = { above: number; atMost: number };
/** A branch of a rule: an interval a feature; features not named are free. */
type Box = ReadonlyMap<FeatureName, Interval>;

const everything: Interval = { above: -Infinity, atMost: Infinity };

function boxOf(conditions: readonly RuleCondition[]): Box {
  const box = new Map<FeatureName, Interval>();
  for (const { feature, relation, value } of conditions) {
    const { above, atMost } = box.get(feature) ?? everything;
    box.set(feature, relation === "above" ? { above: Math.max(above, value), atMost } : { above, atMost: Math.min(atMost, value) });
  }
  return box;
}

function conditionsOf(box: Box): RuleCondition[] {
  return [...box].flatMap(([feature, { above, atMost }]) => {
    const conditions: RuleCondition[] = [];
    if (above > -Infinity) conditions.push({ feature, relation: "above", value: above });
    if (atMost < Infinity) conditions.push({ feature, relation: "at most", value: atMost });
    return conditions;
  });
}

function isSame(a: Interval, b: Interval): boolean {
  return a.above === b.above && a.atMost === b.atMost;
}

/** One box for two that differ in one feature only, where its intervals touch; else null. */
function joined(a: Box, b: Box): Box | null {
  const features = [...new Set([...a.keys(), ...b.keys()])];
  const of = (box: Box, feature: FeatureName) => box.get(feature) ?? everything;
  const different = features.filter((feature) => !isSame(of(a, feature), of(b, feature)));
  const [feature] = different;
  if (different.length !== 1 || feature === undefined) return null;
  const [x, y] = [of(a, feature), of(b, feature)];
  if (Math.max(x.above, y.above) > Math.min(x.atMost, y.atMost)) return null;
  const union = { above: Math.min(x.above, y.above), atMost: Math.max(x.atMost, y.atMost) };
  const box = new Map(a);
  if (isSame(union, everything)) box.delete(feature);
  else box.set(feature, union);
  return box;
}

/**
 * The same set of customers in fewer words: the tightest bounds of each branch, and two branches
 * that differ in one feature only, side by side, made one.
 *
 * @param branches disjoint or not, in any order
 */
export function simplified(branches: readonly (readonly RuleCondition[])[]): RuleCondition[][] {
  const boxes = branches.map(boxOf);
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length; j++) {
      const one = joined(boxes[i]!, boxes[j]!); // both lie in the list
      if (one === null) continue;
      boxes.splice(j, 1);
      boxes.splice(i, 1, one);
      [i, j] = [0, 0]; // a joined box may now touch an earlier one
    }
  }
  return boxes.map(conditionsOf);
}
