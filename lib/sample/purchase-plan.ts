import {
  drawSecond,
  firstOrderDay,
  lastRegularDay,
  orderDaySampler,
  ordersPerDay,
  secondsPerDay,
} from "./calendar";
import { at, integerBetween, scatter, weightedIndex } from "./random";
import type { WallSeconds } from "./calendar";
import type { Random } from "@/lib/stats/random";

const customersAtOlistSize = 96_096;

/** Customers by number of orders at Olist's size; everybody else has one. */
const customersByOrders: readonly (readonly [number, number])[] = [
  [17, 1],
  [9, 1],
  [7, 3],
  [6, 6],
  [5, 8],
  [4, 30],
  [3, 203],
  [2, 2745],
];

/**
 * Number of orders of every customer: the shares of the real set exactly (up to
 * rounding), not a draw that would lose the few loyal ones in a small shop.
 *
 * @param customers size of the shop
 * @returns function from a customer's index to the count
 */
export function orderCounts(customers: number, seed: number): (index: number) => number {
  const position = scatter(customers, seed);
  const limits: { below: number; orders: number }[] = [];
  let cumulative = 0;
  for (const [orders, count] of customersByOrders) {
    cumulative += count;
    limits.push({ below: Math.round((cumulative * customers) / customersAtOlistSize), orders });
  }
  return (index) => {
    const place = position(index);
    return limits.find((limit) => place < limit.below)?.orders ?? 1;
  };
}

/**
 * Propensity of a second order by time since the last, in customers per cent: within
 * a day, in the rest of the first 30 days, then per further 30 days. It keeps the
 * published cohort retention (.48 % in month 1, .34 in month 2 ... .17 in month 12)
 * once orders that would fall after the end of the data are gone.
 */
const gapPropensity = [
  0.98, 0.6, 0.38, 0.29, 0.25, 0.25, 0.22, 0.22, 0.2, 0.18, 0.18, 0.22, 0.2, 0.16, 0.14, 0.14, 0.14, 0.13,
  0.13,
];
const isOpen = ordersPerDay().map((orders) => (orders > 0 ? 1 : 0));
const gapClass = weightedIndex(gapPropensity);
const daysPerClass = 30;

/** Times of a customer's orders, ascending, for shops calibrated to Olist. */
export function purchaseTimes(): (random: Random, orders: number) => WallSeconds[] {
  const drawDay = orderDaySampler();
  return (random, orders) => {
    if (orders === 1) return [drawSecond(random, drawDay(random))];
    for (let tries = 0; tries < 400; tries++) {
      const times = drawTimes(random, orders, drawDay(random));
      if (times.every(isShopOpen)) return times;
    }
    // Nothing fits once in thousands: orders a week apart that end with the data.
    return Array.from({ length: orders }, (_, i) =>
      drawSecond(random, lastRegularDay - 7 * (orders - 1 - i)),
    );
  };
}

/** Whether the shop took regular orders that day: it was closed for most of late 2016. */
function isShopOpen(time: WallSeconds): boolean {
  const day = Math.floor(time / secondsPerDay);
  return day <= lastRegularDay && isOpen[day - firstOrderDay] === 1;
}

function drawTimes(random: Random, orders: number, firstDay: number): WallSeconds[] {
  const times = [drawSecond(random, firstDay)];
  // Loyal customers come back sooner, else their orders would not fit two years.
  const pace = Math.min(1, 3 / orders);
  while (times.length < orders) times.push(nextTime(random, at(times, times.length - 1), pace));
  return times;
}

function nextTime(random: Random, last: WallSeconds, pace: number): WallSeconds {
  const gap = gapClass(random);
  if (gap === 0) return last + Math.round(60 * 1440 ** random());
  const days =
    gap === 1
      ? integerBetween(random, 1, daysPerClass - 1)
      : (gap - 1) * daysPerClass + integerBetween(random, 0, daysPerClass - 1);
  const day = Math.floor(last / secondsPerDay) + Math.max(1, Math.round(days * pace));
  return drawSecond(random, day);
}
