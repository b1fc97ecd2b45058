import { formatNumber, formatPercent } from "@/lib/format/number";
import { capitalise, countWord, listWords, plural } from "@/lib/format/words";
import type { Lineage } from "@/lib/types/lineage";
import type { ChoiceOfK, Segment, Segmentation } from "@/lib/types/segmentation";
import { isAssessed, shakySegments } from "./stability-findings";

/** How cleanly a segment's members are told from the next segment's. */
export type Clarity = "clear" | "fair" | "blurred" | "by rule";

/** From this share of borderline members on, a segment is for reading, not for lists. */
export const blurredFrom = 0.25;
const fairFrom = 0.15;
/** Fewer customers than this share make a segment too small to plan on. */
const smallShare = 0.01;
/** Silhouettes this near to the best are equals (the rule of the choice of k). */
export const silhouetteTolerance = 0.05;
/** The rule recommends no fewer clusters than this. */
export const leastRecommendedK = 4;

/** By the share of members whose margin is under 0.1: under 15 % clear, under 25 % fair, else blurred. */
export function clarityOf({ borderlineShare }: Pick<Segment, "borderlineShare">): Clarity {
  if (borderlineShare === null) return "by rule";
  if (borderlineShare < fairFrom) return "clear";
  return borderlineShare < blurredFrom ? "fair" : "blurred";
}

/** The best silhouette among k >= 4, and the floor of those that count as its equals; null without such a k. */
export function silhouetteBand(choices: readonly ChoiceOfK[]): { best: ChoiceOfK; floor: number } | null {
  const granular = choices.filter(({ k }) => k >= leastRecommendedK);
  const [first, ...rest] = granular;
  if (first === undefined) return null;
  const best = rest.reduce((top, row) => (row.silhouette > top.silhouette ? row : top), first);
  return { best, floor: best.silhouette - silhouetteTolerance };
}

const recommendedOf = (choices: readonly ChoiceOfK[]): ChoiceOfK | undefined => choices.find(({ verdict }) => verdict === "recommended");

/** The sentence under a run's title: what was chosen and why, then what the next k would cost. */
export function runFinding(run: Segmentation, locale: string): { finding: string; scope: string } {
  const count = `${capitalise(countWord(run.segments.length))} ${run.segments.length === 1 ? "segment" : "segments"}`;
  const customers = `${formatNumber(run.customers, locale)} customers.`;
  if (run.method === "rfm") return { finding: `${count} by rules on recency and orders.`, scope: `${customers} ${ruleSilhouetteWords(run, locale)}` };
  const recommended = recommendedOf(run.choices);
  const band = silhouetteBand(run.choices);
  if (run.method === "tiers") return { finding: `${count} by recency, orders and spend, three by definition.`, scope: `${customers} ${silhouetteWords(run, "in their own space", locale)}` };
  if (run.choices.length === 0 && run.k > 1) return { finding: `${count}, chosen by hand; no other number was compared.`, scope: `${customers} ${silhouetteWords(run, "", locale)}` };
  if (recommended === undefined || band === null) return { finding: `${count}, too few different customers to compare more.`, scope: customers };
  if (run.k !== recommended.k) return { finding: `${count}, chosen by hand; the rule would take ${countWord(recommended.k)}.`, scope: customers };
  const isAssessed = recommended.leastStability !== null;
  return { finding: `${count} are ${isAssessed ? "as many as the data support" : "the most the silhouette supports"}.`, scope: `${customers} ${nextWords(run, band.floor, locale)}` };
}

/** Rules are not chosen by a silhouette, but they have one where k-means measures. */
function ruleSilhouetteWords(run: Segmentation, locale: string): string {
  return run.silhouette === null ? "Rules have no silhouette to choose by." : silhouetteWords(run, "in the space of k-means", locale);
}

/** "Silhouette 0.245 in their own space, on a seeded sample of 10,000." Nothing where there is none. */
function silhouetteWords({ silhouette, silhouetteCustomers, customers }: Segmentation, where: string, locale: string): string {
  if (silhouette === null) return "";
  const sample = silhouetteCustomers < customers ? `, on a seeded sample of ${formatNumber(silhouetteCustomers, locale)}` : "";
  return `Silhouette ${formatNumber(silhouette, locale, 3)}${where === "" ? "" : ` ${where}`}${sample}.`;
}

/** What one segment more would cost. */
function nextWords({ k, choices }: Segmentation, floor: number, locale: string): string {
  const next = choices.find((choice) => choice.k === k + 1);
  const most = `${capitalise(countWord(k))} is the most that was compared.`;
  if (next === undefined) return most;
  if (next.silhouette < floor) return `With ${countWord(next.k)} the silhouette falls to ${formatNumber(next.silhouette, locale, 3)}, more than 0.05 below the best.`;
  const [weakest] = next.weakSegments;
  if (next.verdict !== "not stable" || weakest === undefined) return most;
  return `With ${countWord(next.k)}, resamples bring ${weakest.name} back at only ${formatNumber(weakest.meanJaccard, locale, 2)}.`;
}

/** What the choice-of-k figure shows. */
export function choiceFinding(run: Pick<Segmentation, "k" | "choices">): string {
  const recommended = recommendedOf(run.choices);
  if (recommended === undefined) return `k = ${run.k}: no other k could be compared`;
  if (recommended.k === run.k) return `k = ${run.k} is the finest grouping that still holds`;
  return recommended.k > run.k ? `k = ${run.k} is coarser than the silhouette asks for: ${recommended.k} still holds` : `k = ${run.k} is finer than the silhouette supports: ${recommended.k} still holds`;
}

/** What the quality table shows: which segments are too blurred to aim at. */
export function qualityFinding(segments: readonly Segment[]): string {
  if (segments.every(({ borderlineShare }) => borderlineShare === null)) return "Rules have no borders: every member is a full member";
  const blurred = segments.filter((segment) => clarityOf(segment) === "blurred").map(({ name }) => name);
  if (blurred.length === 0) return "In every segment fewer than one member in four is borderline";
  if (blurred.length === segments.length) return "All segments are blurred: useful cuts, movable borders";
  const names = blurred.length > 3 ? `${countWord(blurred.length)} segments` : listWords(blurred);
  return `${capitalise(names)} ${blurred.length === 1 ? "is" : "are"} blurred: use ${blurred.length === 1 ? "it" : "them"} for reading, not for lists`;
}

export type Check = { isFine: boolean; text: string };

type Surroundings = {
  /** hash of the newest snapshot */
  currentHash: string | null;
  /** the live run, null when there is none or this is it */
  live: Pick<Segmentation, "id" | "segments"> | null;
  locale: string;
};

/** What a person should know before they make a run the one all pages show. */
export function promotionChecks(run: Segmentation, { currentHash, live, locale }: Surroundings): Check[] {
  const checks: Check[] = [
    run.snapshotHash === currentHash
      ? { isFine: true, text: "Made from the newest snapshot" }
      : { isFine: false, text: "Made from an older snapshot: orders imported since then are not in it" },
  ];
  const { lineage } = run;
  if (lineage != null && (live === null || lineage.comparedWith === live.id)) checks.push(...lineageChecks(lineage, run.segments, live === null ? `run ${lineage.comparedWith}` : "live"));
  else if (live !== null) checks.push(namesCheck(run.segments, live));
  checks.push(...stabilityChecks(run.segments, locale), sizesCheck(run.segments), ...run.segments.filter((segment) => clarityOf(segment) === "blurred").map((segment) => blurredCheck(segment, locale)));
  if (run.silhouette !== null && run.silhouetteCustomers < run.customers) {
    checks.push({ isFine: true, text: `Silhouette measured on a sample of ${formatNumber(run.silhouetteCustomers, locale)}, reweighted` });
  }
  checks.push(...run.notices.map((text) => ({ isFine: false, text })));
  return checks;
}

/** "Born: none before." of Best → "Born: Best. None before.". */
function named(reason: string, name: string): string {
  const [what = "", ...why] = reason.split(": ");
  return `${what}: ${name}. ${capitalise(why.join(": "))}`;
}

/** Births and retirements beside another run, each with its reason, and who is back from older runs. */
function lineageChecks({ matches, born, retired, returned = [] }: Lineage, segments: readonly Segment[], beside: string): Check[] {
  const isCalm = born.length === 0 && retired.length === 0;
  const counts = `${born.length === 0 ? "no births" : plural(born.length, countWord(born.length), "birth")}, ${retired.length === 0 ? "none retired" : `${countWord(retired.length)} retired`}`;
  const head = { isFine: isCalm, text: `${matches.length} of ${segments.length} personas matched to ${beside}; ${counts}` };
  return [
    head,
    ...returned.map(({ name, run }) => ({ isFine: true, text: `Back from run ${run}: ${name}, with its name and notes` })),
    ...born.map(({ index, reason }) => ({ isFine: false, text: named(reason, segments[index]?.name ?? "") })),
    ...retired.map(({ name, reason }) => ({ isFine: false, text: named(reason, name) })),
  ];
}

function stabilityChecks(segments: readonly Segment[], locale: string): Check[] {
  if (!isAssessed(segments)) return [{ isFine: false, text: "How stable the segments are over resamples was not assessed" }];
  const shaky = shakySegments(segments);
  if (shaky.length === 0) return [{ isFine: true, text: "Resamples bring every segment back: all valid or better" }];
  return shaky.map(({ name, stability }) => ({
    isFine: false,
    text: `${name} is ${stability?.word ?? "doubtful"}: resamples bring it back at ${formatNumber(stability?.meanJaccard ?? 0, locale, 2)}`,
  }));
}

function sizesCheck(segments: readonly Segment[]): Check {
  const small = segments.filter(({ customerShare }) => customerShare < smallShare);
  if (small.length === 0) return { isFine: true, text: "Every segment holds at least 1% of customers" };
  const names = listWords(small.map(({ name }) => name));
  return { isFine: false, text: `${capitalise(countWord(small.length))} ${small.length === 1 ? "segment holds" : "segments hold"} under 1% of customers: ${names}` };
}

function blurredCheck({ name, customers, borderlineShare }: Segment, locale: string): Check {
  const size = plural(customers, formatNumber(customers, locale), "customer");
  return { isFine: false, text: `${name} has ${size}, ${formatPercent(borderlineShare ?? 0, locale, 0)} borderline: read it, don't target it` };
}

function namesCheck(segments: readonly Segment[], live: NonNullable<Surroundings["live"]>): Check {
  const now = new Set(segments.map(({ name }) => name));
  const before = new Set(live.segments.map(({ name }) => name));
  const added = [...now].filter((name) => !before.has(name));
  const gone = [...before].filter((name) => !now.has(name));
  if (added.length + gone.length === 0) return { isFine: true, text: `The same ${countWord(now.size)} names as the live run ${live.id}` };
  const parts = [
    `${now.size - added.length} of ${now.size} names are in the live run ${live.id}`,
    ...(added.length > 0 ? [`new: ${listWords(added)}`] : []),
    ...(gone.length > 0 ? [`gone: ${listWords(gone)}`] : []),
  ];
  return { isFine: gone.length === 0, text: parts.join("; ") };
}
