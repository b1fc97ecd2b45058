import { formatMonth } from "@/lib/format/date";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { listWords } from "@/lib/format/words";
import { civilDate, monthOf, startOfMonth } from "@/lib/stats/civil-date";
import type { Day } from "@/lib/types/day";
import type { Contract, DecayCurve, DecayPoint, FlowDrift, FlowName, RefreshChoice, SeasonFinding } from "@/lib/types/maintenance";

export type ContractInput = {
  curve: DecayCurve;
  threshold: number;
  confidence: number;
  flows: readonly FlowDrift[];
  season: SeasonFinding;
  customers: number;
  /** groups of the run, for the words */
  k: number;
  fittedAsOf: Day;
  locale: string;
};

/** Intervals people ask about, months. */
const usualMonths = [1, 2, 3, 6, 12];

/** A lag that only one of several base dates reaches is one story, not a finding. */
const isSupported = (point: DecayPoint, curve: DecayCurve): boolean => point.bases >= 2 || curve.points.every((one) => one.bases < 2);

/**
 * The longest interval at which the held agreement stays at or above the threshold in the asked share
 * of runs, at it and at every shorter one.
 *
 * @returns null where the first step already fails, or nothing was compared
 */
export function longestInterval(curve: DecayCurve, confidence: number): DecayPoint | null {
  let longest: DecayPoint | null = null;
  for (const point of curve.points) {
    if (point.lag === 0) continue;
    if (!isSupported(point, curve) || point.keeps < confidence) return longest;
    longest = point;
  }
  return longest;
}

/** The same day so many months later; the last of the month where there is no such day. */
export function monthsLater(day: Day, months: number): Day {
  const month = monthOf(day) + months;
  return Math.min(startOfMonth(month) + civilDate(day).dayOfMonth, startOfMonth(month + 1)) - 1;
}

const forWords = (months: number): string => (months === 1 ? "one month" : `${months} months`);
const everyWords = (months: number): string => (months === 1 ? "every month" : `every ${months} months`);

export const flowWords: Record<FlowName, string> = {
  amount: "order amounts", payment: "ways of paying", category: "categories", state: "states", lateness: "lateness", review: "review scores",
  newcomers: "the share of new customers", segments: "the mix of segments",
};

type Verdict = { interval: DecayPoint | null; isCensored: boolean; isUnsteady: boolean };

function verdictOf({ curve, confidence }: ContractInput): Verdict {
  const interval = longestInterval(curve, confidence);
  const supported = curve.points.filter((point) => point.lag > 0 && isSupported(point, curve));
  const sameDay = curve.points.find((point) => point.lag === 0);
  return {
    interval,
    isCensored: interval !== null && interval.lag === supported.at(-1)?.lag,
    isUnsteady: sameDay !== undefined && sameDay.keeps < confidence,
  };
}

/** Months of the shortest interval that was tried. */
const shortestOf = ({ curve }: ContractInput): number => curve.points.find((point) => point.lag === 1)?.months ?? 1;

function headlineOf(input: ContractInput, { interval, isCensored, isUnsteady }: Verdict): string {
  if (isUnsteady && interval === null) return `Do not refresh these ${input.k} groups on a schedule.`;
  if (interval === null) return `Refresh ${everyWords(shortestOf(input))}, and know that it does not hold.`;
  return isCensored ? `Refresh ${everyWords(interval.months)} at the latest.` : `Refresh ${everyWords(interval.months)}.`;
}

function reasonOf({ curve, threshold, confidence, locale, k }: ContractInput, { interval, isCensored, isUnsteady }: Verdict): string {
  const ari = (value: number): string => formatNumber(value, locale, 2);
  const limit = ari(threshold);
  const ageing = ageingWords(curve, threshold, limit);
  const runs = `${Math.round(confidence * 10)} of 10 runs`;
  const sameDay = curve.points.find((point) => point.lag === 0);
  if (isUnsteady && interval === null && sameDay) {
    return `Two fits of the same customers on the same day, from other starts, agree only to ${ari(sameDay.held.low)} in the unlucky tenth: a refit deals ${k} groups anew whether or not anything changed. Fewer groups would be steadier.`;
  }
  const first = curve.points.find((point) => point.lag === 1);
  if (interval === null) return first ? `After ${forWords(first.months)} a refit agrees with the model only to ${ari(first.held.low)} in the unlucky tenth, ageing aside; ${limit} was asked for.` : "There are too few months of orders to compare a model with a later one.";
  const next = curve.points.find((point) => point.lag === interval.lag + 1);
  if (isCensored || next === undefined) return `With ageing held, the groups agree with a refit to ${limit} or more in ${runs} ${interval.months === 1 ? "for one month, the only interval the data can tell of" : `at every interval the data allow, ${interval.months} months at most`} (least in the unlucky tenth: ${ari(Math.min(...curve.points.map((point) => point.held.low)))}).${ageing}`;
  return `With ageing held, agreement with a refit stays at ${limit} or more in ${runs} for ${forWords(interval.months)}; in month ${next.months} only ${formatPercent(next.keeps, locale, 0)} of runs do.${ageing}`;
}

/** What the curve as the seed studies drew it adds. */
function ageingWords(curve: DecayCurve, threshold: number, limit: string): string {
  const under = curve.points.find((point) => point.lag > 0 && point.plain.median < threshold);
  return under === undefined ? "" : ` As it is, agreement falls under ${limit} in month ${under.months}: customers grow older, which the daily assignment follows without a refit.`;
}

/** What drifts, loudest first: "order amounts since Jan 2018 (median R$ 105 → R$ 282)". */
export function changesOf(flows: readonly FlowDrift[], locale: string): string[] {
  const loudness = (flow: FlowDrift): number => flow.psi.at(-1) ?? 0;
  return flows
    .filter(({ now }) => now === "major")
    .sort((a, b) => loudness(b) - loudness(a))
    .map((flow) => `${flowWords[flow.flow]}${flow.since === null ? "" : ` since ${formatMonth(flow.since, locale)}`} (PSI ${formatNumber(loudness(flow), locale, 2)}${flow.change === null ? "" : `; ${flow.change}`})`);
}

function clausesOf(input: ContractInput, { interval, isUnsteady }: Verdict): string[] {
  const { method } = input.curve;
  const limit = formatNumber(input.threshold, input.locale, 2);
  const model = method === "rfm" ? "cut points" : "model";
  const schedule = interval !== null
    ? `Refit the ${model} on the last working day ${interval.months === 1 ? "of every month" : `${everyWords(interval.months)}`}; in between customers are assigned daily with the ${model} as ${method === "rfm" ? "they are" : "it is"}.`
    : isUnsteady ? `Keep the ${model} and assign customers daily with it; refit only by decision.` : `Refit the ${model} ${everyWords(shortestOf(input))} and compare before promoting.`;
  const changes = changesOf(input.flows, input.locale);
  return [
    schedule,
    ...(input.season.kind === "season" ? [`${input.season.words} In those months, and in the one before, refresh monthly.`] : []),
    `Refit at once if agreement, ageing aside, falls under ${limit}, or if an order flow drifts by a PSI of 0.25 or more for two months.`,
    ...(changes.length > 0 ? [`Due now: ${listWords(changes)} left the base period.`] : []),
    method === "rfm"
      ? "Rules and names stay as they are; only the cut points move."
      : "A new model goes live only when somebody promotes it; personas keep their names where they match.",
  ];
}

function choicesOf({ curve, customers }: ContractInput, interval: DecayPoint | null): RefreshChoice[] {
  const wanted = new Set([...usualMonths, interval?.months ?? 0]);
  return curve.points.filter((point) => point.lag > 0 && wanted.has(point.months)).map((point) => ({
    months: point.months,
    refitsAYear: 12 / point.months,
    worstAri: point.held.low,
    misplacedShare: point.misplaced.high,
    misplacedCustomers: Math.round(point.misplaced.high * customers),
    isProposed: point === interval,
  }));
}

/** The proposal for one method: how often to refit, why, at what cost, in which terms. methods.md section 7. */
export function proposeContract(input: ContractInput): Contract {
  const verdict = verdictOf(input);
  const { interval, isCensored } = verdict;
  return {
    method: input.curve.method,
    intervalMonths: interval?.months ?? null,
    isCensored,
    nextRefresh: interval === null ? null : monthsLater(input.fittedAsOf, interval.months),
    headline: headlineOf(input, verdict),
    reason: reasonOf(input, verdict),
    clauses: clausesOf(input, verdict),
    choices: choicesOf(input, interval),
  };
}

