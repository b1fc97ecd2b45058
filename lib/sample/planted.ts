import { dayOf, drawSecond } from "./calendar";
import { integerBetween, normal, weightedIndex } from "./random";
import type { WallSeconds } from "./calendar";
import type { Random } from "@/lib/stats/random";

/** A group of customers who behave alike. */
export type PlantedGroup = {
  name: string;
  share: number;
  /** days from the last order to the end of the data */
  recencyDays: number;
  orders: readonly [number, number];
  /** spend over all orders, BRL */
  spend: number;
};

/**
 * Groups apart in recency, order count and spend: along at least one of the three,
 * centres of any two lie ten or more within-group deviations apart.
 */
export const plantedGroups: readonly PlantedGroup[] = [
  { name: "recent small", share: 0.24, recencyDays: 40, orders: [1, 1], spend: 45 },
  { name: "lapsed small", share: 0.22, recencyDays: 620, orders: [1, 1], spend: 45 },
  { name: "one large", share: 0.16, recencyDays: 330, orders: [1, 1], spend: 1600 },
  { name: "recent loyal", share: 0.14, recencyDays: 40, orders: [8, 10], spend: 2600 },
  { name: "lapsed repeat", share: 0.12, recencyDays: 620, orders: [4, 4], spend: 500 },
  { name: "steady small", share: 0.12, recencyDays: 330, orders: [4, 4], spend: 130 },
];

const endDay = dayOf(2018, 8, 15);
const recencyDeviation = 11;
const logSpendDeviation = 0.1;
const daysBetweenOrders = 12;

export type PlantedOrder = { soldAt: WallSeconds; cents: number };
export type PlantedShopper = { group: PlantedGroup; orders: readonly PlantedOrder[] };

const drawGroup = weightedIndex(plantedGroups.map((group) => group.share));

/** A customer of one of the planted groups, orders ascending; spend is shared evenly among them. */
export function drawPlantedShopper(random: Random): PlantedShopper {
  const group = plantedGroups[drawGroup(random)] as PlantedGroup; // the sampler stays inside the table
  const count = integerBetween(random, ...group.orders);
  const recency = Math.max(
    0,
    Math.round(group.recencyDays + recencyDeviation * Math.max(-3, Math.min(3, normal(random)))),
  );
  const spend = group.spend * Math.exp(logSpendDeviation * normal(random));
  const cents = Math.max(100, Math.round((spend * 100) / count));
  const orders = Array.from({ length: count }, (_, i) => {
    const day = endDay - recency - (count - 1 - i) * daysBetweenOrders;
    return { soldAt: drawSecond(random, day), cents };
  });
  return { group, orders };
}
