import { normal, weightedKey } from "./random";
import { distanceKm } from "./places";
import { productAt, sellerZipOf } from "./catalogue";
import type { Catalogue } from "./catalogue";
import type { Random } from "@/lib/stats/random";
import type { Zip } from "./places";

/** One line of an order; a line is one piece, as in Olist. */
export type BasketLine = { product: number; seller: number; priceCents: number; freightCents: number };

export type Basket = {
  lines: readonly BasketLine[];
  totalCents: number;
  /** distance from the first line's seller to the customer */
  km: number;
};

/** Orders by number of lines at Olist's size. */
const drawLineCount = weightedKey([
  [1, 88863],
  [2, 7516],
  [3, 1322],
  [4, 505],
  [5, 204],
  [6, 198],
  [7, 22],
  [8, 8],
  [9, 3],
  [10, 8],
  [12, 6],
  [15, 4],
  [20, 4],
  [21, 1],
] as const);

/** Dear goods are bought in ones and twos: the dearest order of the real set came to 13,664 BRL. */
const dearestOrderCents = 1_340_000;

/** Of orders with several lines: share with one article only, and with one seller only. */
const sameArticleShare = 0.62;
const sameSellerShare = 0.87;

/**
 * A basket: mostly one article, else the same article again, another of the same
 * seller, or, in about one order of eighty, one of another seller.
 */
export function drawBasket(random: Random, catalogue: Catalogue, home: Zip, isRepeatBuyer: boolean): Basket {
  const first = lineOf(random, catalogue, catalogue.drawProduct(random, isRepeatBuyer), home);
  const lineCount = Math.min(
    drawLineCount(random),
    Math.max(1, Math.floor(dearestOrderCents / first.priceCents)),
  );
  const u = random();
  const next = (): BasketLine => {
    if (u < sameArticleShare) return first;
    const product =
      u < sameSellerShare
        ? catalogue.drawOfSameSeller(random, first.product)
        : catalogue.drawProduct(random, isRepeatBuyer);
    return lineOf(random, catalogue, product, home);
  };
  const lines = [first];
  while (lines.length < lineCount) lines.push(next());
  return basketOf(lines, catalogue, home);
}

/** A basket of one article at a given total, for planted shops. */
export function plantedBasket(random: Random, catalogue: Catalogue, home: Zip, totalCents: number): Basket {
  const product = catalogue.drawProduct(random, false);
  const freightCents = Math.round(totalCents * 0.15);
  const line = {
    product,
    seller: productAt(catalogue, product).seller,
    priceCents: totalCents - freightCents,
    freightCents,
  };
  return basketOf([line], catalogue, home);
}

function basketOf(lines: readonly BasketLine[], catalogue: Catalogue, home: Zip): Basket {
  const totalCents = lines.reduce((sum, line) => sum + line.priceCents + line.freightCents, 0);
  const first = lines[0] as BasketLine; // a basket is never empty
  return {
    lines,
    totalCents,
    km: distanceKm(sellerZipOf(catalogue, productAt(catalogue, first.product)), home),
  };
}

function lineOf(random: Random, catalogue: Catalogue, index: number, home: Zip): BasketLine {
  const product = productAt(catalogue, index);
  const km = distanceKm(sellerZipOf(catalogue, product), home);
  const isFree = random() < 0.0034;
  return {
    product: index,
    seller: product.seller,
    priceCents: product.priceCents,
    freightCents: isFree ? 0 : freightCents(random, product.grams, product.priceCents, km),
  };
}

/**
 * Freight: log-linear in weight, price and distance, fitted so that its quartiles are
 * 13.1, 16.4 and 21.6 and its correlations with ln weight and ln price about one half.
 */
function freightCents(random: Random, grams: number, priceCents: number, km: number): number {
  // A few goods are bulky for their weight, which gives the long right tail.
  const bulkiness = random() < 0.16 ? -0.5 * Math.log(1 - random()) : 0;
  const log =
    0.75 +
    0.15 * Math.log(grams) +
    0.155 * Math.log(priceCents / 100) +
    0.24 * Math.log1p(km / 150) +
    0.2 * normal(random) +
    bulkiness;
  return Math.min(40_968, Math.round(Math.exp(log) * 100));
}

/**
 * The same goods at other prices; freight stays.
 *
 * @param times 1 leaves the basket as it is
 */
export function dearerBasket(basket: Basket, times: number): Basket {
  if (times === 1) return basket;
  const lines = basket.lines.map((line) => ({ ...line, priceCents: Math.round(line.priceCents * times) }));
  return { ...basket, lines, totalCents: lines.reduce((sum, line) => sum + line.priceCents + line.freightCents, 0) };
}
