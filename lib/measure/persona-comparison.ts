import { featureLabel } from "@/lib/format/feature-words";
import { countWord, listWords, uncapitalise } from "@/lib/format/words";
import type { AggregateTable } from "@/lib/types/explore";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { FeatureName } from "@/lib/types/features";
import { leastPoints } from "./findings-overview";

/** A persona's place in each feature among all customers. */
export type ComparedProfile = { name: string; points: readonly ProfilePoint[] };

/** One feature across the compared personas, in their order; null where a persona has no value. */
export type ComparedFeature = { feature: FeatureName; meanAll: number | null; points: readonly (ProfilePoint | null)[]; /** highest minus lowest percentile, 0-1 */ spread: number };

/** The features of the profiles side by side, widest apart first; equals keep the profiles' order. */
export function comparedFeatures(profiles: readonly ComparedProfile[]): ComparedFeature[] {
  const features = [...new Set(profiles.flatMap(({ points }) => points.map(({ feature }) => feature)))];
  return features
    .map((feature) => {
      const points = profiles.map((profile) => profile.points.find((point) => point.feature === feature) ?? null);
      const percentiles = points.flatMap((point) => (point === null ? [] : [point.percentile]));
      const spread = percentiles.length < 2 ? 0 : Math.max(...percentiles) - Math.min(...percentiles);
      return { feature, meanAll: points.find((point) => point !== null)?.meanAll ?? null, points, spread };
    })
    .sort((a, b) => b.spread - a.spread);
}

/** The features of the profiles side by side, raw units: means of the members and of all, and where the members' medians stand. */
export function comparisonNumbers(profiles: readonly ComparedProfile[]): AggregateTable {
  return {
    caption: "Compared personas by feature",
    columns: [
      { key: "feature", label: "Feature", unit: "text" },
      ...profiles.flatMap(({ name }): AggregateTable["columns"] => [
        { key: `${name}, mean`, label: `${name}, mean`, unit: "ratio" },
        { key: `${name}, percentile`, label: `${name}, percentile of the median`, unit: "share" },
      ]),
      { key: "meanAll", label: "All, mean", unit: "ratio" },
    ],
    rows: comparedFeatures(profiles).map(({ feature, points, meanAll }) => [feature, ...points.flatMap((point) => [point?.meanMembers ?? null, point?.percentile ?? null]), meanAll]),
  };
}

/** What sets the personas apart most: the feature with the widest spread of medians, from five percentiles on. */
export function comparisonHeading(profiles: readonly ComparedProfile[]): string {
  const [widest, next] = comparedFeatures(profiles);
  if (widest === undefined || widest.spread < leastPoints) return "They shop alike: no median is five percentiles from another's";
  const label = uncapitalise(featureLabel(widest.feature));
  const isClose = next !== undefined && next.spread >= leastPoints && widest.spread - next.spread < leastPoints;
  const words = isClose ? `${label} and ${uncapitalise(featureLabel(next.feature))}` : label;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)} ${isClose ? "set" : "sets"} them apart most`;
}

/** In which features the compared medians lie within five percentiles of one another. */
export function alikeHeading(profiles: readonly ComparedProfile[]): string {
  const features = comparedFeatures(profiles);
  const alike = features.filter(({ spread }) => spread < leastPoints);
  if (alike.length === 0) return "They differ in every feature";
  if (alike.length === features.length) return "They are alike in every feature";
  const names = alike.length > 3 ? `${countWord(alike.length)} of ${countWord(features.length)} features` : listWords(alike.map(({ feature }) => uncapitalise(featureLabel(feature))));
  return `They are alike in ${names}`;
}

/** Who stands highest in most features, five percentiles clear of the next; or that nobody does. */
export function highestHeading(profiles: readonly ComparedProfile[]): string {
  const wins = new Array<number>(profiles.length).fill(0);
  for (const { points } of comparedFeatures(profiles)) {
    const ranked = points.map((point, i) => ({ i, percentile: point?.percentile ?? -1 })).sort((a, b) => b.percentile - a.percentile);
    const [first, second] = ranked;
    if (first !== undefined && second !== undefined && first.percentile - second.percentile >= leastPoints) wins[first.i] = (wins[first.i] ?? 0) + 1;
  }
  const most = Math.max(0, ...wins);
  const winner = profiles[wins.indexOf(most)];
  const isTied = wins.filter((count) => count === most).length > 1;
  return most === 0 || isTied || winner === undefined ? "Nobody stands highest in most features" : `${winner.name} stands highest in ${countWord(most)} ${most === 1 ? "feature" : "features"}`;
}
