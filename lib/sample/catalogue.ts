import { at, normal, randomStream, weightedIndex } from "./random";
import { categories, uncategorised } from "./categories";
import { permutation } from "@/lib/stats/random";
import { normalQuantile } from "./normal-quantile";
import { zipAt } from "./places";
import type { Random } from "@/lib/stats/random";
import type { Category } from "./categories";
import type { Places, Zip } from "./places";

export type Product = { category: Category; priceCents: number; grams: number; seller: number };

/** What the shop sells and by whom, with samplers in proportion to sales. */
export type Catalogue = {
  products: readonly Product[];
  sellerZips: readonly Zip[];
  /** index of a product for a customer with one order, and for one who comes back */
  drawProduct: (random: Random, isRepeatBuyer: boolean) => number;
  /** another product of the same seller, or the same one where the seller has no other */
  drawOfSameSeller: (random: Random, product: number) => number;
};

const sellersAtOlistSize = 3_095;
const cheapestCents = 85;
const dearestCents = 673_500;

/** Standard normal deviates of the five published price quantiles. */
const quantilePoints = [-1.2816, -0.6745, 0, 0.6745, 1.2816] as const;

/**
 * Products and sellers of a shop.
 *
 * Within a category popularity follows a power law, and prices are laid along the
 * popularity in random order, so that the prices of the *items sold* (not of the
 * products listed) have the category's quantiles whatever the seed.
 *
 * @param share size of the shop over Olist's; beyond 1 the catalogue grows with its square root
 */
export function buildCatalogue(seed: number, share: number, places: Places): Catalogue {
  const random = randomStream(seed, 12);
  const scale = share > 1 ? Math.sqrt(share) : share;
  const sellerZips = Array.from({ length: Math.max(20, Math.round(sellersAtOlistSize * scale)) }, () =>
    zipAt(places, places.drawSellerZip(random)),
  );
  const drawSeller = weightedIndex(sellerZips.map((zip) => sellerPull(zip) * Math.exp(1.3 * normal(random))));
  const shelves = [...categories, uncategorised].map((category) =>
    shelfOf(category, scale, random, drawSeller),
  );
  const products = shelves.flatMap((shelf) => shelf.products);
  return {
    products,
    sellerZips,
    drawProduct: productSampler(shelves),
    drawOfSameSeller: sameSellerSampler(products, sellerZips.length),
  };
}

/** Sellers of the state of Sao Paulo sell more each, and the textile town of Ibitinga most of all. */
function sellerPull(zip: Zip): number {
  if (zip.city === "ibitinga") return 5;
  return zip.state === "SP" ? 1.6 : 1;
}

type Shelf = { category: Category; products: readonly Product[]; draw: (random: Random) => number };

function shelfOf(
  category: Category,
  scale: number,
  random: Random,
  drawSeller: (random: Random) => number,
): Shelf {
  const count = Math.max(1, Math.round(category.products * scale));
  const order = permutation(count, random);
  const popularity = Float64Array.from({ length: count }, (_, rank) => (rank + 8) ** -0.75);
  const total = popularity.reduce((sum, value) => sum + value, 0);
  const products = new Array<Product>(count);
  let below = 0;
  for (const rank of order) {
    const middle = (below + at(popularity, rank) / 2) / total;
    below += at(popularity, rank);
    const logPrice = interpolate(category.logPrice, normalQuantile(middle));
    products[rank] = productOf(category, logPrice, random, drawSeller(random));
  }
  return { category, products, draw: weightedIndex(popularity) };
}

function productOf(category: Category, logPrice: number, random: Random, seller: number): Product {
  const median = category.logPrice[2];
  // Dear goods of a category are heavier: correlation of the logarithms about one half.
  const logGrams = Math.log(category.medianGrams) + 0.55 * (logPrice - median) + 0.85 * normal(random);
  const grams = Math.max(50, Math.min(40_425, Math.round(Math.exp(logGrams) / 50) * 50));
  return { category, priceCents: shelfPrice(Math.exp(logPrice), random), grams, seller };
}

/** Most prices end in 9.90 or 9.99, some in .00 or .90, the rest anywhere. */
function shelfPrice(price: number, random: Random): number {
  const cents = Math.round(price * 100);
  const u = random();
  let rounded = cents;
  if (u < 0.42 && cents > 1500) rounded = Math.round(cents / 1000) * 1000 - 10;
  else if (u < 0.55 && cents > 1500) rounded = Math.round(cents / 1000) * 1000 - 1;
  else if (u < 0.7) rounded = Math.round(cents / 100) * 100;
  else if (u < 0.85) rounded = Math.round(cents / 100) * 100 - 10;
  return Math.max(cheapestCents, Math.min(dearestCents, rounded));
}

function productSampler(shelves: readonly Shelf[]): Catalogue["drawProduct"] {
  const starts: number[] = [];
  let start = 0;
  for (const shelf of shelves) {
    starts.push(start);
    start += shelf.products.length;
  }
  const once = weightedIndex(shelves.map((shelf) => shelf.category.items));
  const again = weightedIndex(shelves.map((shelf) => shelf.category.items * shelf.category.repeatLift));
  return (random, isRepeatBuyer) => {
    const index = isRepeatBuyer ? again(random) : once(random);
    const shelf = shelves[index] as Shelf; // the sampler stays inside the table
    return at(starts, index) + shelf.draw(random);
  };
}

function sameSellerSampler(products: readonly Product[], sellers: number): Catalogue["drawOfSameSeller"] {
  const bySeller: number[][] = Array.from({ length: sellers }, () => []);
  products.forEach((product, index) => bySeller[product.seller]?.push(index));
  return (random, product) => {
    const all = bySeller[products[product]?.seller ?? -1] ?? [];
    return all[Math.floor(random() * all.length)] ?? product;
  };
}

/** Linear in (z, ln price) between the published points; beyond them the outer slope goes on, kept sane. */
function interpolate(logPrice: Category["logPrice"], z: number): number {
  const last = quantilePoints.length - 1;
  let right = 1;
  while (right < last && z > at(quantilePoints, right)) right++;
  const [x0, x1] = [at(quantilePoints, right - 1), at(quantilePoints, right)];
  const [y0, y1] = [at(logPrice, right - 1), at(logPrice, right)];
  const slope = (y1 - y0) / (x1 - x0);
  if (z < x0) return y0 + (z - x0) * Math.min(slope, 0.9);
  if (z > x1) return y1 + (z - x1) * Math.max(0.3, Math.min(1.33 * slope, 1.25));
  return y0 + (z - x0) * slope;
}

/** The product at an index that a sampler gave. */
export function productAt(catalogue: Catalogue, index: number): Product {
  return catalogue.products[index] as Product; // samplers stay inside the table
}

/** Where the seller of a product sends from. */
export function sellerZipOf(catalogue: Catalogue, product: Product): Zip {
  return catalogue.sellerZips[product.seller] as Zip; // every product has a seller of the table
}
