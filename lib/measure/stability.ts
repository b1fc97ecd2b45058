import { quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";
import type { DecayCurve, DecayPoint, Spread } from "@/lib/types/maintenance";
import type { FeatureMatrix } from "@/lib/types/features";
import { ageingScale, commonRows, type DatedMatrix, onScale, pickRows, sampleKeys, withAgeingHeld } from "./dated-matrix";
import { labelAgreement } from "./label-agreement";
import type { TimeMethod } from "./time-models";

/** One base model beside one refit, of one start. */
export type DecayRun = {
  /** positions among the dates */
  base: number;
  refit: number;
  start: number;
  /** adjusted Rand index, features as they are */
  plain: number;
  /** the same with ageing held, and the share of customers in other groups */
  held: number;
  misplaced: number;
};

export type DecayInput = {
  /** ascending; every one but the last is a base */
  dates: readonly DatedMatrix[];
  /** customers compared at most; more are sampled, the same ones at every date */
  mostCompared: number;
  seed: number;
  watch: (fraction: number) => Promise<void> | void;
};

/** A date with its models: of the data as they are, and of the data on the first base's scale. */
type Fits<Fitted> = { matrix: FeatureMatrix; scaled: FeatureMatrix; plain: Fitted; held: Fitted; labels: ArrayLike<number>[] };

/**
 * Agreement of a base model with every later refit, on the customers known at both dates.
 *
 * Plain: features as of the later date; the refit sees all data so far. Held: every customer's recency
 * stays as at the base date, and both models are fitted on recency put on the scale of the first base
 * by rank, so that neither the calendar nor the growth of the shop stretches it; what is left to
 * disagree about is behaviour. A base beside itself is compared with its next start: what the seed
 * alone does. methods.md section 7.
 *
 * @returns runs by base, then refit, then start; none for fewer than two dates
 */
export async function decayRuns<Fitted>(method: TimeMethod<Fitted>, { dates, mostCompared, seed, watch }: DecayInput): Promise<DecayRun[]> {
  const fits: Fits<Fitted>[] = [];
  const scale = dates[0] === undefined ? new Map() : ageingScale(dates[0].matrix);
  for (const [i, { matrix }] of dates.entries()) {
    const scaled = onScale(matrix, scale);
    const plain = await method.fit(matrix);
    fits.push({ matrix, scaled, plain, held: await method.fit(scaled), labels: await method.label(plain, matrix) });
    await watch((0.7 * (i + 1)) / dates.length);
  }
  const runs: DecayRun[] = [];
  for (let base = 0; base < dates.length - 1; base++) {
    for (let refit = base; refit < dates.length; refit++) runs.push(...(await compare(method, fits, { base, refit, mostCompared, seed })));
    await watch(0.7 + (0.3 * (base + 1)) / (dates.length - 1));
  }
  return runs;
}

type Pair = { base: number; refit: number; mostCompared: number; seed: number };

async function compare<Fitted>(method: TimeMethod<Fitted>, fits: readonly Fits<Fitted>[], { base, refit, mostCompared, seed }: Pair): Promise<DecayRun[]> {
  const [from, to] = [fits[base], fits[refit]];
  if (!from || !to || (base === refit && method.starts < 2)) return [];
  const keys = sampleKeys(from.matrix.customerKeys, mostCompared, seed);
  const rows = commonRows(from.matrix.customerKeys, to.matrix.customerKeys, keys);
  const own = await method.label(from.plain, pickRows(to.matrix, rows.later));
  const held = withAgeingHeld(from.scaled, to.matrix, rows);
  const heldOwn = await method.label(from.held, held);
  const heldRefit = await method.label(to.held, held);
  return own.map((labels, start) => {
    const other = base === refit ? (start + 1) % method.starts : start;
    const refitted = to.labels[other] ?? [];
    const agreed = labelAgreement(heldOwn[start] ?? [], heldRefit[other] ?? [], method.k);
    return {
      base, refit, start,
      plain: labelAgreement(labels, Int32Array.from(rows.later, (row) => refitted[row] ?? 0), method.k).ari,
      held: agreed.ari,
      misplaced: agreed.misplaced,
    };
  });
}

/** Quantiles of runs: `low` and `high` are the ends that the given share of runs stays above and below. */
export function spreadOf(values: readonly number[], confidence: number): Spread {
  const sorted = sortedFinite(values);
  const at = (p: number) => (sorted.length === 0 ? 0 : quantileOfSorted(sorted, p));
  return { low: at(1 - confidence), median: at(0.5), high: at(confidence), least: at(0), runs: sorted.length };
}

export type CurveRule = { stepMonths: number; confidence: number; threshold: number };

/**
 * The runs by lag, with their band over base dates and starts.
 *
 * @param stepMonths months between two dates
 * @param confidence share of runs the band's low end stays under, e.g. 0.9
 */
export function decayCurve(method: DecayCurve["method"], runs: readonly DecayRun[], { stepMonths, confidence, threshold }: CurveRule): DecayCurve {
  const lags = [...new Set(runs.map((run) => run.refit - run.base))].sort((a, b) => a - b);
  const points = lags.map((lag): DecayPoint => {
    const here = runs.filter((run) => run.refit - run.base === lag);
    const spread = (value: (run: DecayRun) => number) => spreadOf(here.map(value), confidence);
    return {
      lag, months: lag * stepMonths,
      plain: spread((run) => run.plain), held: spread((run) => run.held), misplaced: spread((run) => run.misplaced),
      bases: new Set(here.map((run) => run.base)).size,
      keeps: here.filter((run) => run.held >= threshold).length / here.length,
    };
  });
  const firstBase = lags.map((lag) => spreadOf(runs.filter((run) => run.base === 0 && run.refit === lag).map((run) => run.plain), confidence).median);
  return { method, points, firstBase };
}
