import { featureLabel, formatFeature } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import type { FeatureName } from "@/lib/types/features";
import type { RuleCondition } from "@/lib/types/quality";
import type { Segmentation } from "@/lib/types/segmentation";

type Bounds = { above: number | null; atMost: number | null };

/** Orders are whole, so their bounds are said as counts. */
function ordersPhrase({ above, atMost }: Bounds): string {
  const least = above === null ? 1 : Math.floor(above) + 1;
  const most = atMost === null ? null : Math.floor(atMost);
  const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
  if (most === null) return `ordered ${times(least)} or more`;
  return most <= least ? `ordered ${times(most)}` : least <= 1 ? `ordered at most ${times(most)}` : `ordered ${least} to ${most} times`;
}

function boundedPhrase(feature: FeatureName, { above, atMost }: Bounds, money: MoneyStyle): string {
  const value = (bound: number) => formatFeature(feature, bound, money);
  const verb = feature === "revenueCents" ? "spent" : feature === "averageOrderCents" ? "spent per order" : `${featureLabel(feature).toLowerCase()}`;
  if (above === null) return `${verb} at most ${value(atMost ?? 0)}`;
  return atMost === null ? `${verb} more than ${value(above)}` : `${verb} ${value(above)} to ${value(atMost)}`;
}

function recencyPhrase({ above, atMost }: Bounds, money: MoneyStyle): string {
  const days = (bound: number) => formatFeature("recencyDays", bound, money);
  if (above === null) return `last ordered within ${days(atMost ?? 0)}`;
  return atMost === null ? `last ordered more than ${days(above)} ago` : `last ordered ${above} to ${days(atMost)} ago`;
}

function phraseOf(feature: FeatureName, bounds: Bounds, money: MoneyStyle): string {
  if (feature === "orderCount") return ordersPhrase(bounds);
  return feature === "recencyDays" ? recencyPhrase(bounds, money) : boundedPhrase(feature, bounds, money);
}

const order: readonly FeatureName[] = ["orderCount", "recencyDays"];

function branchWords(branch: readonly RuleCondition[], money: MoneyStyle): string {
  const features = [...new Set(branch.map(({ feature }) => feature))].sort((a, b) => rank(a) - rank(b));
  const boundsOf = (feature: FeatureName): Bounds => ({
    above: branch.find((c) => c.feature === feature && c.relation === "above")?.value ?? null,
    atMost: branch.find((c) => c.feature === feature && c.relation === "at most")?.value ?? null,
  });
  return features.map((feature) => phraseOf(feature, boundsOf(feature), money)).join(", ");
}

function rank(feature: FeatureName): number {
  const at = order.indexOf(feature);
  return at < 0 ? order.length : at;
}

/**
 * A run whose rules are told in the money and locale of today: it keeps their conditions, and the words were
 * those of the day it was made. Rules of scores are left as they are.
 */
export function inOwnWords<Run extends Pick<Segmentation, "rfm" | "segments">>(run: Run, money: MoneyStyle): Run {
  if (run.rfm !== null && run.rfm.table.axis !== "frequency") return run;
  const segments = run.segments.map((segment) =>
    segment.rule?.kind === "rule" && segment.rule.branches.length > 0 ? { ...segment, rule: { ...segment.rule, words: ruleWords(segment.rule.branches, money) } } : segment);
  return { ...run, segments };
}

/**
 * A rule as a marketer reads it: "Ordered once, last ordered more than 380 days ago, spent at most
 * R$ 60.00; or ordered twice or more".
 *
 * @param branches at least one, each with at least one condition
 */
export function ruleWords(branches: readonly (readonly RuleCondition[])[], money: MoneyStyle): string {
  const words = branches.map((branch) => branchWords(branch, money)).join("; or ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
