import { featureLabel } from "@/lib/format/feature-words";
import { formatPercent } from "@/lib/format/number";
import { capitalise, listWords, uncapitalise } from "@/lib/format/words";
import type { InfluenceReport, Projection } from "@/lib/types/quality";

/** a part this close to the last named one is named with it: 52% and 42% do the work together */
const nearlyAsStrong = 0.75;

/**
 * Which features do the work: as few of the strongest as carry half of all between-group variance,
 * and those nearly as strong as the weakest of them.
 * Where that takes three quarters of the features, all of them do.
 */
export function influenceFinding({ features }: InfluenceReport): string {
  const ranked = [...features].sort((a, b) => b.partOfSeparation - a.partOfSeparation);
  let [sum, weakest] = [0, 0];
  const strong = ranked.filter(({ partOfSeparation }) => {
    const isNamed = sum < 0.5 || partOfSeparation >= nearlyAsStrong * weakest;
    if (isNamed) [sum, weakest] = [sum + partOfSeparation, partOfSeparation];
    return isNamed;
  });
  if (strong.length === 0) return "No feature separates the segments";
  if (ranked.length > 2 && strong.length >= ranked.length * 0.75) return "All features do about the same work";
  const names = strong.slice(0, 3).map(({ feature }) => uncapitalise(featureLabel(feature)));
  return `${capitalise(listWords(names))} ${names.length === 1 ? "does" : "do"} the work`;
}

/** How much of the data the two axes show. */
export function projectionFinding({ axes }: Projection, locale: string): string {
  const shown = axes.slice(0, 2).reduce((sum, { varianceShare }) => sum + varianceShare, 0);
  const share = formatPercent(shown, locale, 0);
  return shown >= 0.7 ? `Seen flat, the segments keep ${share} of their variance` : `The picture shows ${share} of the variance: what overlaps here may be apart in the rest`;
}
