import { fewRepeatShare, groupByRfm, type RfmGrouping } from "@/lib/cluster/rfm-plan";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { type Silhouette, silhouetteBy } from "@/lib/cluster/silhouette";
import { rfmStability } from "@/lib/cluster/stability";
import type { Segment } from "@/lib/types/segmentation";
import { ruleAdvice } from "./advice";
import { segmentStabilities } from "./assess";
import { spaceOf } from "./fit-clusters";
import { profileSegments } from "./profile-segments";
import { ruleReason } from "./reason";
import { rfmRules } from "./rfm-rule";
import { commonRun, membershipsOf, profileInput, rfmValuesOf } from "./run-parts";
import type { ComputedRun, ComputedSegmentation, SegmentationInput, WatchSegmentation } from "./segmentation-input";

/** An RFM segment keeps the name of its rule; the grammar of personas does not apply to it. */
function renamedByRule(segment: Segment, name: string, { parameters }: RfmGrouping): Segment {
  const { table } = parameters;
  const cells = table.rules.find((rule) => rule.name === name)?.cells ?? [];
  return { ...segment, name, valueWord: null, lifecycle: null, reason: ruleReason(cells, table), advice: ruleAdvice(name) };
}

/** Where almost everybody ordered once, scores of frequency are said to be what they are. */
function noticesOf({ parameters }: RfmGrouping): string[] {
  const { oneOrderShare, scoring } = parameters;
  if (oneOrderShare <= fewRepeatShare) return [];
  const share = `${(oneOrderShare * 100).toFixed(oneOrderShare > 0.99 ? 1 : 0)}% of customers have one order`;
  if (scoring === "hybrid") return [`${share}, so quantiles of orders tell nothing: frequency is scored by 1, 2, 3 and 4 or more orders instead.`];
  if (scoring === "quantile") return [`${share}, so the score of frequency has two values, one order or more; these segments follow recency.`];
  return [`${share}; the score of frequency says little about them.`];
}

/** How far apart the segments lie where k-means measures by default: recency, orders and spend. */
function silhouetteOfRules({ matrix, request }: SegmentationInput, { labels, names }: RfmGrouping, engine: KMeansEngine): Promise<Silhouette> {
  const { points } = spaceOf({ matrix, request: { ...request, preset: "default", features: null, balance: null } });
  return silhouetteBy(engine, { points, labels, k: names.length }, { seed: request.seed });
}

/**
 * One RFM run: scores, rule table, profiles of the segments that were met, and their silhouette in
 * the space of the default preset, for rules have no distances of their own.
 *
 * @throws RangeError for a rule table or cut points that do not fit
 */
export async function computeRfm(input: SegmentationInput, engine: KMeansEngine, watch: WatchSegmentation): Promise<ComputedSegmentation> {
  const values = rfmValuesOf(input);
  const grouping = groupByRfm(values, input.request.rfm);
  await watch("fit", 0.3);
  const { names, labels } = grouping;
  const k = names.length;
  await watch("quality", 0.5);
  const silhouette = await silhouetteOfRules(input, grouping, engine);
  const profiles = profileSegments({ ...profileInput(input), labels, k, margin: null, runnerUp: null, silhouettes: silhouette.byCluster });
  const rules = rfmRules(grouping, profiles.map(({ customers }) => customers), input.money);
  const { assess, seed, rfm } = input.request;
  await watch("stability", 0.8);
  const stability = assess === "none" ? null : rfmStability(values, rfm, { labels, k, seed });
  await watch("personas", 0.9);
  const words = stability === null ? [] : segmentStabilities(stability);
  const run: ComputedRun = {
    ...commonRun(input, grouping.cuts),
    rfm: grouping.parameters,
    quality: stability && {
      indices: null,
      bootstrap: stability.basis,
      leastStability: Math.min(...stability.meanJaccards),
      separation: null,
      influence: null,
    },
    balance: "none",
    engine: null,
    features: ["recencyDays", "orderCount", "revenueCents"],
    k,
    kRecommended: false,
    choices: [],
    transform: null,
    centroids: null,
    inertia: null,
    silhouette: silhouette.mean,
    silhouetteCustomers: silhouette.customers,
    notices: noticesOf(grouping),
    segments: profiles.map((segment, i) => ({ ...renamedByRule(segment, names[i] ?? "", grouping), stability: words[i] ?? null, rule: rules[i] ?? null })),
  };
  return { run, memberships: membershipsOf(input, grouping.scores, { segments: labels, runnerUp: null, margin: null }), details: {} };
}
