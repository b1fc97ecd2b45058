import { at, integerBetween, weightedIndex, weightedKey } from "./random";
import type { Random } from "@/lib/stats/random";

/**
 * Seconds since 1970-01-01 00:00 on the shop's wall clock. The Olist files carry no
 * zone, so the generator never needs one.
 */
export type WallSeconds = number;

export const secondsPerDay = 86_400;
export const secondsPerHour = 3_600;

/** Days since 1970-01-01 of a calendar date; months count from 1. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / (secondsPerDay * 1000);
}

/** Orders per month, all statuses: year, month, orders. Sums to 99,441. Source: public counts of the Olist set. */
export const ordersPerMonth: readonly (readonly [number, number, number])[] = [
  [2016, 9, 4],
  [2016, 10, 324],
  [2016, 12, 1],
  [2017, 1, 800],
  [2017, 2, 1780],
  [2017, 3, 2682],
  [2017, 4, 2404],
  [2017, 5, 3700],
  [2017, 6, 3245],
  [2017, 7, 4026],
  [2017, 8, 4331],
  [2017, 9, 4285],
  [2017, 10, 4631],
  [2017, 11, 7544],
  [2017, 12, 5673],
  [2018, 1, 7269],
  [2018, 2, 6728],
  [2018, 3, 7211],
  [2018, 4, 6939],
  [2018, 5, 6873],
  [2018, 6, 6167],
  [2018, 7, 6292],
  [2018, 8, 6512],
  [2018, 9, 16],
  [2018, 10, 4],
];

/** Black Friday and the three days after it: orders of the real days, delivered count over .97. */
const blackFriday = dayOf(2017, 11, 24);
const blackFridayOrders = [1182, 502, 394, 407];

/** The truckers' strike of May 2018 about halved the orders of these days. */
const strike = { first: dayOf(2018, 5, 24), last: dayOf(2018, 5, 31), factor: 0.5 };

/** The real file stops within its first and last full months. */
const openDays = { october2016: [2, 10], august2018: [1, 29] } as const;

/** Monday first; share of orders. */
const weekdayShare = [0.16, 0.148, 0.158, 0.153, 0.151, 0.109, 0.121];

/** Orders per hour of the day, from midnight. */
const hourOrders = [
  2402, 1160, 507, 264, 208, 182, 480, 1214, 2965, 4732, 6103, 6531, 5959, 6441, 6501, 6373, 6634, 6077, 5737,
  5942, 6184, 6205, 5818, 4154,
];

export const firstOrderDay = dayOf(2016, 9, 4);
/** Orders after this day exist, but none of them was ever fulfilled. */
export const lastRegularDay = dayOf(2018, 8, 29);
export const lastOrderDay = dayOf(2018, 10, 17);

/** 0 = Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

/** Expected orders of each day from `firstOrderDay` to `lastOrderDay`, at Olist's size. */
export function ordersPerDay(): Float64Array {
  const perDay = new Float64Array(lastOrderDay - firstOrderDay + 1);
  for (const [year, month, orders] of ordersPerMonth) {
    const days = daysOfMonth(year, month);
    const fixed = days.map((day) => (month === 11 ? (blackFridayOrders[day - blackFriday] ?? 0) : 0));
    const weights = days.map((day, i) => (at(fixed, i) > 0 ? 0 : dayWeight(day)));
    const rest = orders - sum(fixed);
    const total = sum(weights);
    days.forEach((day, i) => {
      perDay[day - firstOrderDay] = at(fixed, i) + (rest * at(weights, i)) / total;
    });
  }
  return perDay;
}

/** Sampler of the day of an order that follows no earlier one. */
export function orderDaySampler(): (random: Random) => number {
  const index = weightedIndex(ordersPerDay());
  return (random) => firstOrderDay + index(random);
}

const hourSampler = weightedKey(hourOrders.map((orders, hour) => [hour, orders] as const));

/** A second of that day, its hour as busy as the shop's hours are. */
export function drawSecond(random: Random, day: number): WallSeconds {
  return day * secondsPerDay + hourSampler(random) * secondsPerHour + integerBetween(random, 0, 3599);
}

function dayWeight(day: number): number {
  const isStrike = day >= strike.first && day <= strike.last;
  return at(weekdayShare, weekdayOf(day)) * (isStrike ? strike.factor : 1);
}

function daysOfMonth(year: number, month: number): number[] {
  const [first, last] = openRange(year, month);
  return Array.from({ length: last - first + 1 }, (_, i) => dayOf(year, month, first + i));
}

function openRange(year: number, month: number): readonly [number, number] {
  const length = dayOf(year, month + 1, 1) - dayOf(year, month, 1);
  if (year === 2016 && month === 9) return [4, 15];
  if (year === 2016 && month === 10) return openDays.october2016;
  if (year === 2016 && month === 12) return [23, 23];
  if (year === 2018 && month === 8) return openDays.august2018;
  if (year === 2018 && month === 10) return [1, 17];
  return [1, length];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
