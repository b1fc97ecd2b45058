import { expect, test } from "vitest";
import { flowWords, longestInterval, monthsLater, proposeContract, type ContractInput } from "@/lib/measure/contract";
import { baseChoices, maintenanceDates, monthsAfter, usualBaseMonths, wholeMonths } from "@/lib/measure/maintenance-dates";
import { peakMonths, seasonOf } from "@/lib/measure/season";
import { dayOf } from "@/lib/stats/civil-date";
import { type DecayCurve, type DecayPoint, type FlowDrift, flowNames } from "@/lib/types/maintenance";

const day = (year: number, month: number, dayOfMonth: number) => dayOf({ year, month, dayOfMonth });
const spread = (low: number) => ({ low, median: low, high: low, least: low, runs: 10 });

/** A curve with the given share of runs that keep the threshold, by month from 0. */
function curve(keeps: readonly number[], bases = 3): DecayCurve {
  const points = keeps.map((share, lag): DecayPoint => ({
    lag, months: lag, plain: spread(1 - lag / 10), held: spread(share >= 0.9 ? 0.85 : 0.6), misplaced: spread(lag / 100), bases, keeps: share,
  }));
  return { method: "kmeans", points, firstBase: [] };
}

function input(changes: Partial<ContractInput>): ContractInput {
  return {
    curve: curve([1, 1, 0.95, 0.5]), threshold: 0.8, confidence: 0.9, flows: [], season: { kind: "none", monthsOfYear: [], words: "" },
    customers: 1000, k: 5, fittedAsOf: day(2018, 8, 31), locale: "en", ...changes,
  };
}

test("the interval is the longest at which this and every shorter one keep the threshold", () => {
  expect(longestInterval(curve([1, 1, 0.95, 0.5, 1]), 0.9)?.months).toBe(2);
  expect(longestInterval(curve([1, 0.8, 1]), 0.9)).toBeNull();
  expect(longestInterval(curve([1]), 0.9)).toBeNull();
});

test("a lag only one of several base dates reaches proposes nothing", () => {
  const points = curve([1, 1, 1]).points.map((point, i) => ({ ...point, bases: 3 - i }));
  expect(longestInterval({ ...curve([]), points }, 0.9)?.months).toBe(1);
  expect(longestInterval(curve([1, 1, 1], 1), 0.9)?.months).toBe(2);
});

test("a contract says how often, until when, why and at what cost", () => {
  const contract = proposeContract(input({}));
  expect(contract).toMatchObject({ intervalMonths: 2, isCensored: false, headline: "Refresh every 2 months.", nextRefresh: day(2018, 10, 31) });
  expect(contract.reason).toContain("for 2 months; in month 3 only 50% of runs do");
  expect(contract.choices).toEqual([
    { months: 1, refitsAYear: 12, worstAri: 0.85, misplacedShare: 0.01, misplacedCustomers: 10, isProposed: false },
    { months: 2, refitsAYear: 6, worstAri: 0.85, misplacedShare: 0.02, misplacedCustomers: 20, isProposed: true },
    { months: 3, refitsAYear: 4, worstAri: 0.6, misplacedShare: 0.03, misplacedCustomers: 30, isProposed: false },
  ]);
});

test("where the curve never falls, the interval is the longest that was tried and says so", () => {
  const contract = proposeContract(input({ curve: curve([1, 1, 1, 1]) }));
  expect(contract).toMatchObject({ intervalMonths: 3, isCensored: true, headline: "Refresh every 3 months at the latest." });
  expect(contract.reason).toContain("at every interval the data allow");
});

test("groups that another seed deals anew on the same day get no schedule", () => {
  const contract = proposeContract(input({ curve: curve([0.4, 0.4, 0.4]), k: 11 }));
  expect(contract).toMatchObject({ intervalMonths: null, nextRefresh: null, headline: "Do not refresh these 11 groups on a schedule." });
  expect(contract.reason).toContain("on the same day");
});

test("a major drift is named in the terms, a moderate one is not", () => {
  const flow = (flowName: FlowDrift["flow"], psi: number): FlowDrift => ({ flow: flowName, psi: [psi], now: psi >= 0.25 ? "major" : "moderate", since: 2018 * 12, change: "median R$ 105 → R$ 282" });
  const { clauses } = proposeContract(input({ flows: [flow("state", 0.12), flow("amount", 0.61)] }));
  expect(clauses).toContain("Due now: order amounts since Jan 2018 (PSI 0.61; median R$ 105 → R$ 282) left the base period.");
});

test("a month later is the same day, or the month's last", () => {
  expect(monthsLater(day(2018, 1, 31), 1)).toBe(day(2018, 2, 28));
  expect(monthsLater(day(2018, 11, 15), 3)).toBe(day(2019, 2, 15));
});

test("dates are ends of months from a year of orders on; data that nearly reach an end count", () => {
  const dates = maintenanceDates({ firstDay: day(2016, 9, 4), lastDay: day(2018, 8, 29), baseMonths: 12, stepMonths: 1 });
  expect(dates[0]).toBe(day(2017, 8, 31));
  expect(dates.at(-1)).toBe(day(2018, 8, 29));
  expect(dates).toHaveLength(13);
  expect(maintenanceDates({ firstDay: day(2016, 9, 20), lastDay: day(2018, 8, 15), baseMonths: 12, stepMonths: 2 }).map((one) => one - day(2017, 9, 30))).toEqual([0, 61, 123, 182, 243, 304]);
  expect(maintenanceDates({ firstDay: day(2018, 1, 1), lastDay: day(2018, 6, 1), baseMonths: 12, stepMonths: 1 })).toEqual([]);
  expect(monthsAfter(day(2018, 5, 31), day(2018, 8, 15))).toEqual([2018 * 12 + 5, 2018 * 12 + 6]);
});

test("a young shop has a shorter base: a year where more follows, else half of its months", () => {
  expect(wholeMonths({ firstDay: day(2018, 1, 1), lastDay: day(2018, 6, 29) })).toBe(6);
  expect(wholeMonths({ firstDay: day(2018, 5, 10), lastDay: day(2018, 6, 20) })).toBe(0);
  expect([1, 2, 6, 12, 13, 24].map(usualBaseMonths)).toEqual([1, 1, 3, 6, 12, 12]);
  expect([0, 1, 2, 6, 13].map(baseChoices)).toEqual([[], [], [1], [1, 2, 3], [1, 2, 3, 6, 12]]);
  for (let months = 2; months < 40; months++) {
    const span = { firstDay: day(2016, 1, 1), lastDay: monthsLater(day(2015, 12, 31), months) };
    expect(wholeMonths(span)).toBe(months);
    for (const baseMonths of baseChoices(months)) expect(maintenanceDates({ ...span, baseMonths, stepMonths: 1 }).length, `${baseMonths} of ${months}`).toBe(months - baseMonths + 1);
    expect(baseChoices(months)).toContain(usualBaseMonths(months));
  }
});

test("a shop where everything drifts is told so, with what left and the shortest interval tried", () => {
  const quick = curve([1, 0.2, 0]);
  const everySecond = { ...quick, points: quick.points.map((point) => ({ ...point, months: 2 * point.lag })) };
  const flows = flowNames.map((flow) => ({ flow, psi: [0.4, 0.6], now: "major" as const, since: 2018 * 12, change: null }));
  const { headline, reason, clauses, choices, intervalMonths, nextRefresh } = proposeContract(input({ curve: everySecond, flows }));
  expect({ headline, intervalMonths, nextRefresh }).toEqual({ headline: "Refresh every 2 months, and know that it does not hold.", intervalMonths: null, nextRefresh: null });
  expect(reason).toContain("After 2 months a refit agrees with the model only to 0.60");
  expect(clauses[0]).toBe("Refit the model every 2 months and compare before promoting.");
  const due = clauses.find((clause) => clause.startsWith("Due now"));
  for (const flow of flowNames) expect(due).toContain(flowWords[flow]);
  expect(choices.every(({ isProposed }) => !isProposed)).toBe(true);
});

test("one month is one month, in the reason too", () => {
  const { reason, headline } = proposeContract(input({ curve: curve([1, 1], 1) }));
  expect(headline).toBe("Refresh every month at the latest.");
  expect(reason).toContain("in 9 of 10 runs for one month, the only interval the data can tell of");
});

/** Calm months of 1,000 orders with peaks where told. */
const year = (peaks: readonly number[], length = 26) => Array.from({ length }, (_, i) => ({ month: 2016 * 12 + i, orders: peaks.includes(i) ? 1800 : 1000 }));

test("one peak is not a season, the same month of two years is", () => {
  expect(peakMonths(year([10]))).toEqual([2016 * 12 + 10]);
  expect(seasonOf(year([10]), "en")).toMatchObject({ kind: "seenOnce", monthsOfYear: [11] });
  expect(seasonOf(year([10, 15]), "en")).toMatchObject({ kind: "seenOnce" });
  expect(seasonOf(year([10, 22]), "en")).toMatchObject({ kind: "season", monthsOfYear: [11] });
  expect(seasonOf(year([]), "en")).toMatchObject({ kind: "none" });
});

test("a seasonal clause stands in the terms only with a season", () => {
  const clausesFor = (peaks: readonly number[]) => proposeContract(input({ season: seasonOf(year(peaks), "en") })).clauses.join(" ");
  expect(clausesFor([10, 22])).toContain("refresh monthly");
  expect(clausesFor([10])).not.toContain("refresh monthly");
});

test("a few dozen orders cannot peak beyond chance", () => {
  expect(peakMonths([{ month: 1, orders: 10 }, { month: 2, orders: 16 }, { month: 3, orders: 10 }])).toEqual([]);
});
