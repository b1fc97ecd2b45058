import { lastRegularDay, secondsPerDay, secondsPerHour } from "./calendar";
import { normalQuantile } from "./normal-quantile";
import { at, integerBetween, normal, weightedKey } from "./random";
import type { WallSeconds } from "./calendar";
import type { Random } from "@/lib/stats/random";

export type OrderStatus =
  "delivered" | "shipped" | "canceled" | "unavailable" | "invoiced" | "processing" | "created" | "approved";

/** What happened to an order and when; null where it has not happened. */
export type Fulfilment = {
  status: OrderStatus;
  approvedAt: WallSeconds | null;
  carrierAt: WallSeconds | null;
  deliveredAt: WallSeconds | null;
  /** midnight of the promised day */
  estimatedAt: WallSeconds;
  shippingLimitAt: WallSeconds;
  hasItems: boolean;
};

/** Orders by status at Olist's size. */
const drawRegularStatus = weightedKey<OrderStatus>([
  ["delivered", 96478],
  ["shipped", 1107],
  ["canceled", 610],
  ["unavailable", 609],
  ["invoiced", 314],
  ["processing", 301],
  ["created", 5],
  ["approved", 2],
]);

/** Share of orders of a status whose items the real set does not know. */
const withoutItems: Partial<Record<OrderStatus, number>> = {
  unavailable: 0.99,
  canceled: 0.262,
  created: 1,
  invoiced: 0.0064,
  shipped: 0.0009,
};

/** Share of delivered orders that came after the promised time, per month from January 2017. */
const lateShareByMonth = [
  0.03, 0.03, 0.055, 0.075, 0.037, 0.038, 0.034, 0.034, 0.05, 0.052, 0.143, 0.084, 0.068, 0.16, 0.214, 0.055,
  0.085, 0.012, 0.046, 0.104,
];
/** Standard normal deviates above which those shares lie, in the same order. */
const lateDeviate = lateShareByMonth.map((share) => upperDeviate(share));
const usualDeviate = 1.52;

/** Distance enters as ln(1 + km/100); its mean over orders is near this. */
const usualRemoteness = 1.55;

/**
 * Fates and times of an order.
 *
 * Days to delivery are lognormal (ln mean 2.291, deviation .692) and grow with the
 * distance; the promise grows with it too, more slowly. Month by month both shift so
 * that the late share follows the real one: Black Friday and the spring of 2018.
 *
 * @param soldAt moment of purchase
 * @param km from seller to customer
 * @param isBoleto paid by bank slip, which is approved a day or two later
 */
export function drawFulfilment(
  random: Random,
  soldAt: WallSeconds,
  km: number,
  isBoleto: boolean,
): Fulfilment {
  const status = drawStatus(random, soldAt);
  const shift = monthShift(soldAt);
  const remote = Math.log1p(km / 100) - usualRemoteness;
  const shared = normal(random);
  const days = clamp(Math.exp(2.175 + 0.34 * remote + 0.32 * shift + 0.625 * shared), 0.6, 190);
  const promised = clamp(
    Math.exp(3.082 + 0.21 * remote - 0.18 * shift + 0.135 * shared + 0.27 * normal(random)),
    3,
    150,
  );
  const times = drawTimes(random, soldAt, days, isBoleto);
  const estimatedAt = (Math.floor(soldAt / secondsPerDay) + Math.round(promised)) * secondsPerDay;
  return {
    status,
    ...keptTimes(random, status, times),
    estimatedAt,
    shippingLimitAt: times.approvedAt + integerBetween(random, 3, 9) * secondsPerDay,
    hasItems: random() >= (withoutItems[status] ?? 0),
  };
}

/** A delivered order without faults, for planted shops. */
export function plainDelivery(soldAt: WallSeconds): Fulfilment {
  const day = Math.floor(soldAt / secondsPerDay);
  return {
    status: "delivered",
    approvedAt: soldAt + 20 * 60,
    carrierAt: soldAt + 2 * secondsPerDay,
    deliveredAt: soldAt + 8 * secondsPerDay,
    estimatedAt: (day + 20) * secondsPerDay,
    shippingLimitAt: soldAt + 5 * secondsPerDay,
    hasItems: true,
  };
}

type Times = { approvedAt: WallSeconds; carrierAt: WallSeconds; deliveredAt: WallSeconds };

function drawTimes(random: Random, soldAt: WallSeconds, days: number, isBoleto: boolean): Times {
  const approvedAt = soldAt + Math.round(approvalHours(random, isBoleto) * secondsPerHour);
  const handling = Math.min(Math.exp(Math.log(1.9) + 1.05 * normal(random)), 0.8 * days);
  let carrierAt = Math.round(Math.max(approvedAt, soldAt) + handling * secondsPerDay);
  const u = random();
  // The real carriers' clocks are not the shop's: some parcels leave before they are paid.
  if (u < 0.012) carrierAt = approvedAt - integerBetween(random, 600, 20 * secondsPerHour);
  const arrivalDay = Math.floor((soldAt + days * secondsPerDay) / secondsPerDay);
  let deliveredAt = arrivalDay * secondsPerDay + integerBetween(random, 10 * 3600, 22 * 3600);
  if (u > 0.99977) deliveredAt = carrierAt - secondsPerHour;
  else if (deliveredAt <= carrierAt) deliveredAt = carrierAt + integerBetween(random, 4, 30) * secondsPerHour;
  return { approvedAt, carrierAt, deliveredAt };
}

/** Hours to approval: minutes for most cards, a night for some, a bank day or two for slips. */
function approvalHours(random: Random, isBoleto: boolean): number {
  if (isBoleto) return Math.exp(Math.log(26) + 0.5 * normal(random));
  if (random() < 0.76) return Math.exp(Math.log(0.26) + 0.4 * normal(random));
  return Math.exp(Math.log(14) + 0.75 * normal(random));
}

function drawStatus(random: Random, soldAt: WallSeconds): OrderStatus {
  const isAfterTheEnd = soldAt >= (lastRegularDay + 1) * secondsPerDay;
  return isAfterTheEnd ? "canceled" : drawRegularStatus(random);
}

/** Which of the times a status has reached, with the few gaps of the real set. */
function keptTimes(
  random: Random,
  status: OrderStatus,
  times: Times,
): Pick<Fulfilment, "approvedAt" | "carrierAt" | "deliveredAt"> {
  const u = random();
  switch (status) {
    case "delivered":
      return {
        approvedAt: u < 0.00015 ? null : times.approvedAt,
        carrierAt: u > 0.99998 ? null : times.carrierAt,
        deliveredAt: u > 0.9999 ? null : times.deliveredAt,
      };
    case "shipped":
      return { approvedAt: times.approvedAt, carrierAt: times.carrierAt, deliveredAt: null };
    case "canceled":
      return {
        approvedAt: u < 0.226 ? null : times.approvedAt,
        carrierAt: u > 0.88 ? times.carrierAt : null,
        deliveredAt: u > 0.99 ? times.deliveredAt : null,
      };
    case "created":
      return { approvedAt: null, carrierAt: null, deliveredAt: null };
    default:
      return { approvedAt: times.approvedAt, carrierAt: null, deliveredAt: null };
  }
}

/** How much slower than usual the month is, in standard deviations. */
function monthShift(soldAt: WallSeconds): number {
  const date = new Date(soldAt * 1000);
  const month = (date.getUTCFullYear() - 2017) * 12 + date.getUTCMonth();
  return usualDeviate - at(lateDeviate, clamp(month, 0, lateDeviate.length - 1));
}

function upperDeviate(share: number): number {
  return -normalQuantile(share);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
