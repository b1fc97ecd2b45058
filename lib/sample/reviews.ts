import { integerBetween, normal, pickOne, weightedIndex } from "./random";
import { secondsPerDay } from "./calendar";
import { awkwardPassages, reviewSentences, reviewTitles } from "./review-texts";
import type { Fulfilment } from "./delivery";
import type { Random } from "@/lib/stats/random";
import type { WallSeconds } from "./calendar";

export type Review = {
  score: number;
  title: string;
  message: string;
  createdAt: WallSeconds;
  answeredAt: WallSeconds;
};

/** Shares of the scores 1 to 5, by how late the order came. Means 4.29, 4.03, 3.51, 2.23, 1.70. */
const scoresByDelay = {
  early: weightedIndex([6.6, 2.6, 8.0, 20.4, 62.4]),
  onTheDay: weightedIndex([9, 3.5, 11.5, 27, 49]),
  fewDays: weightedIndex([19, 6, 17, 22, 36]),
  week: weightedIndex([55, 9, 11, 8, 17]),
  longer: weightedIndex([70, 9.5, 9, 4, 7.5]),
};

/** Share of one-star scores of orders that never came, by status; the rest is spread below. */
const oneStarShare: Partial<Record<Fulfilment["status"], number>> = {
  processing: 0.86,
  invoiced: 0.74,
  canceled: 0.69,
  shipped: 0.62,
  unavailable: 0.78,
};
const otherStars = weightedIndex([30, 30, 15, 25]);

/** Share of reviews with a message and with a title, by score from 1. */
const messageShare = [0.78, 0.76, 0.43, 0.34, 0.36] as const;
const titleShare = [0.17, 0.15, 0.11, 0.1, 0.12] as const;

/** How late an order came, by calendar days after the promised one. */
export function delayClass(deliveredAt: WallSeconds, estimatedAt: WallSeconds): keyof typeof scoresByDelay {
  const days = Math.floor(deliveredAt / secondsPerDay) - Math.floor(estimatedAt / secondsPerDay);
  if (days < 0) return "early";
  if (days === 0) return "onTheDay";
  if (days <= 2) return "fewDays";
  return days <= 7 ? "week" : "longer";
}

/** A review of an order; its score follows the service, since lateness is what Olist's customers punish. */
export function drawReview(random: Random, soldAt: WallSeconds, order: Fulfilment): Review {
  const score = drawScore(random, order);
  const createdAt = creationDay(random, soldAt, order) * secondsPerDay;
  const answerDays = Math.min(300, Math.exp(0.55 + 0.9 * normal(random)));
  return {
    score,
    title: random() < (titleShare[score - 1] ?? 0) ? pickOne(random, reviewTitles[moodOf(score)]) : "",
    message: random() < (messageShare[score - 1] ?? 0) ? drawMessage(random, score) : "",
    createdAt,
    answeredAt: createdAt + Math.round(answerDays * secondsPerDay),
  };
}

function drawScore(random: Random, order: Fulfilment): number {
  if (order.deliveredAt !== null)
    return 1 + scoresByDelay[delayClass(order.deliveredAt, order.estimatedAt)](random);
  return random() < (oneStarShare[order.status] ?? 0.7) ? 1 : 2 + otherStars(random);
}

/** The form goes out the day after delivery, or soon after the promised day; a few are older than the order. */
function creationDay(random: Random, soldAt: WallSeconds, order: Fulfilment): number {
  if (random() < 0.00065) return Math.floor(soldAt / secondsPerDay) - integerBetween(random, 1, 20);
  if (order.deliveredAt !== null) return Math.floor(order.deliveredAt / secondsPerDay) + 1;
  return Math.floor(order.estimatedAt / secondsPerDay) + integerBetween(random, 1, 3);
}

function drawMessage(random: Random, score: number): string {
  const sentences: readonly string[] = reviewSentences[moodOf(score)];
  const first = pickOne(random, random() < 0.004 ? awkwardPassages : sentences);
  if (random() < 0.45) return first;
  const joint = random() < 0.17 ? "\r\n" : " ";
  return first + joint + pickOne(random, sentences);
}

function moodOf(score: number): keyof typeof reviewSentences {
  if (score >= 4) return "good";
  return score === 3 ? "mixed" : "bad";
}
