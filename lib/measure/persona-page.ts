import { featureColumn } from "@/lib/features/feature-sql";
import { monthOfYear } from "@/lib/stats/civil-date";
import type { MarginHistogram, PaymentShare, PersonaMonth, ProfilePoint, Rhythm, RhythmBar, ServiceFacts, StateShare } from "@/lib/types/persona-page";
import type { MonthIndex } from "@/lib/types/day";
import type { Segment } from "@/lib/types/segmentation";
import { leastPoints } from "./findings-overview";
import { noiseLimit } from "./kpis";
import type { MonthSpan, RhythmRow } from "./persona-orders-sql";
import type { ActiveRow, RevenueRow } from "./revenue-bands";
import { marginStep, marginSteps, profiledFeatures, type ProfileRow } from "./persona-profile-sql";

/** Digits of a mean that do not tell in which order an engine added a million values. */
const meanDigits = 10;

/**
 * Where the members stand in each feature.
 *
 * Notable: the members' mean differs from that of all customers by three standard errors of a sample
 * of their size, and their median lies five points or more from the middle customer, on the same side:
 * where a few large orders lift everyone's mean, the median alone would say the opposite of the figures.
 *
 * @returns features nobody has a value for are left out
 */
export function profilePoints(row: ProfileRow, segment: Segment): ProfilePoint[] {
  return profiledFeatures.flatMap((feature) => {
    const cell = (name: string): number => row[`${featureColumn(feature)}_${name}`] ?? 0;
    const n = cell("n");
    if (n === 0 || typeof segment.medians[feature] !== "number") return [];
    const [under, level] = [cell(`under_${segment.index}`), cell(`level_${segment.index}`)];
    const [low, high] = [under / n, (under + level) / n];
    // a median equal to the middle customer's stands in the middle, however many share the value
    const percentile = low <= 0.5 && high >= 0.5 ? 0.5 : (low + high) / 2;
    const mean = row[`${featureColumn(feature)}_mean`] ?? null;
    const meanAll = mean === null ? null : Number(mean.toPrecision(meanDigits));
    const meanMembers = segment.centroid[feature] ?? null;
    const error = Math.sqrt(Math.max(0, cell("square") - (meanAll ?? 0) ** 2) / Math.max(1, segment.customers));
    const isBeyondChance = meanAll !== null && meanMembers !== null && error > 0 && Math.abs(meanMembers - meanAll) / error >= noiseLimit;
    const isOneSided = meanMembers !== null && meanAll !== null && meanMembers > meanAll === percentile > 0.5;
    return [{ feature, meanAll, meanMembers, percentile, isNotable: isBeyondChance && isOneSided && Math.abs(percentile - 0.5) >= leastPoints }];
  });
}

/** The histogram of margins with every step present. */
export function marginHistogram(
  bins: readonly { bin: number; customers: number }[],
  runnersUp: readonly { segment: number; customers: number }[],
): MarginHistogram {
  const counts = Array.from({ length: marginSteps }, (_, i) => bins.find((row) => row.bin === i)?.customers ?? 0);
  return {
    step: marginStep,
    counts,
    members: counts.reduce((a, b) => a + b, 0),
    runnersUp: runnersUp.map(({ segment, customers }) => ({ index: segment, customers })),
  };
}

/** First and last month in which members ordered; null without orders. */
export function memberMonths(rows: readonly RhythmRow[]): MonthSpan | null {
  const months = rows.filter((row) => row.members > 0).map((row) => row.month);
  return months.length === 0 ? null : { first: Math.min(...months), last: Math.max(...months) };
}

/**
 * Shares by one calendar unit. The expected share weighs each month of all customers as the members
 * weigh it, so that a persona that ordered in other months is not mistaken for a preference.
 */
function bars(rows: readonly RhythmRow[], ats: readonly number[], at: (row: RhythmRow) => number): RhythmBar[] {
  const members = rows.reduce((sum, row) => sum + row.members, 0);
  const byMonth = new Map<number, { orders: number; members: number }>();
  for (const row of rows) {
    const month = byMonth.get(row.month) ?? { orders: 0, members: 0 };
    byMonth.set(row.month, { orders: month.orders + row.orders, members: month.members + row.members });
  }
  return ats.map((value) => {
    let own = 0;
    let expected = 0;
    for (const row of rows) {
      if (at(row) !== value) continue;
      own += row.members;
      const month = byMonth.get(row.month);
      if (month !== undefined) expected += (row.orders / month.orders) * month.members;
    }
    return { at: value, share: members > 0 ? own / members : 0, expected: members > 0 ? expected / members : 0 };
  });
}

const upTo = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => i + from);

/**
 * When members order: by month of year, weekday and hour, each beside all customers.
 *
 * Months compare plain shares over the members' months; weekdays and hours are weighted by month.
 */
export function rhythmOf(rows: readonly RhythmRow[]): Rhythm {
  const span = memberMonths(rows);
  const same = span === null ? [] : rows.filter((row) => row.month >= span.first && row.month <= span.last);
  const orders = same.reduce((sum, row) => sum + row.members, 0);
  const all = same.reduce((sum, row) => sum + row.orders, 0);
  const months = upTo(12, 1).map((at) => {
    const inMonth = same.filter((row) => monthOfYear(row.month) === at);
    const share = (of: "members" | "orders", total: number): number => (total > 0 ? inMonth.reduce((sum, row) => sum + row[of], 0) / total : 0);
    return { at, share: share("members", orders), expected: share("orders", all) };
  });
  return { months, weekdays: bars(same, upTo(7), (row) => row.weekday), hours: bars(same, upTo(24), (row) => row.hour), orders };
}

/**
 * The members' months from the first in which one of them ordered to the shop's last whole one, gaps
 * filled with nothing; empty where none ordered.
 * @param lastMonth later months are left out
 */
export function personaMonths(revenue: readonly RevenueRow[], active: readonly ActiveRow[], index: number, lastMonth: MonthIndex): PersonaMonth[] {
  const known = revenue.map((row) => row.month).filter((month) => month <= lastMonth);
  const own = revenue.filter((row) => row.segment === index && row.month <= lastMonth).map((row) => row.month);
  if (own.length === 0) return [];
  const first = Math.min(...own);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  return Array.from({ length: Math.max(...known) - first + 1 }, (_, i) => {
    const month = first + i;
    const [cents, people] = [revenue.filter((row) => row.month === month), active.filter((row) => row.month === month)];
    const revenueCents = sum(cents.filter((row) => row.segment === index).map((row) => row.revenue_cents));
    const customers = sum(people.filter((row) => row.segment === index).map((row) => row.customers));
    return {
      month, revenueCents, customers,
      revenueShare: share(revenueCents, sum(cents.map((row) => row.revenue_cents))), customerShare: share(customers, sum(people.map((row) => row.customers))),
    };
  });
}

export type ShareRow = { customers: number; members: number };

/** Shares of members and of all customers by state. */
export function stateShares(rows: readonly (ShareRow & { state: string })[]): StateShare[] {
  const members = rows.reduce((sum, row) => sum + row.members, 0);
  const all = rows.reduce((sum, row) => sum + row.customers, 0);
  return rows.map((row) => ({ state: row.state, members: row.members, share: members > 0 ? row.members / members : 0, shareAll: all > 0 ? row.customers / all : 0 }));
}

/** Shares of payment types among the members' orders and all. */
export function paymentShares(rows: readonly { type: string; orders: number; members: number }[]): PaymentShare[] {
  const members = rows.reduce((sum, row) => sum + row.members, 0);
  const all = rows.reduce((sum, row) => sum + row.orders, 0);
  return rows.map((row) => ({ type: row.type, share: members > 0 ? row.members / members : 0, shareAll: all > 0 ? row.orders / all : 0 }));
}

/** Row of `serviceSql`. */
export type ServiceRow = {
  is_member: number; orders: number; installments: number | null; delivery_days: number | null; delivered: number;
  late: number | null; review_score: number | null; freight_cents: number | null; price_cents: number | null;
};

/** Means and shares of a service row; what nothing was measured for is null. */
export function serviceFacts(row: ServiceRow | undefined): ServiceFacts {
  const paid = (row?.freight_cents ?? 0) + (row?.price_cents ?? 0);
  return {
    orders: row?.orders ?? 0,
    installments: row?.installments ?? null,
    deliveryDays: row?.delivery_days ?? null,
    delivered: row?.delivered ?? 0,
    lateShare: row !== undefined && row.delivered > 0 ? (row.late ?? 0) / row.delivered : null,
    reviewScore: row?.review_score ?? null,
    freightShare: paid > 0 ? (row?.freight_cents ?? 0) / paid : null,
  };
}
