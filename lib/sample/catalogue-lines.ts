import { categories } from "./categories";
import { geolocationPoint, pointsPerZip, repeatedPointShare } from "./places";
import { integerBetween, normal, randomStream } from "./random";
import type { Catalogue, Product } from "./catalogue";
import type { Places } from "./places";
import type { Random } from "@/lib/stats/random";
import type { SampleSink } from "./sample-files";

/** Writes the category names in both languages; two names of the shop are missing, as in the real file. */
export function writeTranslations(sink: SampleSink): void {
  for (const category of categories) {
    if (category.english !== null)
      sink("product_category_name_translation.csv", `${category.name},${category.english}\n`);
  }
}

/** Writes the sellers with their places. */
export function writeSellers(sink: SampleSink, catalogue: Catalogue, sellerIds: readonly string[]): void {
  for (const [i, zip] of catalogue.sellerZips.entries()) {
    sink("olist_sellers_dataset.csv", `${sellerIds[i]},${zip.zip},${zip.city},${zip.state}\n`);
  }
}

/** Writes the products; those without a category lack the other descriptions too. */
export function writeProducts(
  sink: SampleSink,
  catalogue: Catalogue,
  productIds: readonly string[],
  seed: number,
): void {
  const random = randomStream(seed, 14);
  for (const [i, product] of catalogue.products.entries()) {
    sink("olist_products_dataset.csv", `${productIds[i]},${productColumns(random, product)}\n`);
  }
}

function productColumns(random: Random, product: Product): string {
  const side = Math.cbrt(product.grams * 4);
  const length = clamp(Math.round(side * 1.5 * Math.exp(0.3 * normal(random))), 16, 105);
  const height = clamp(Math.round(side * 0.7 * Math.exp(0.5 * normal(random))), 2, 105);
  const width = clamp(Math.round(side * 1.1 * Math.exp(0.3 * normal(random))), 8, 118);
  const size = `${product.grams},${length},${height},${width}`;
  if (product.category.name === "") return `,,,,${size}`;
  const nameLength = clamp(Math.round(48.5 + 10 * normal(random)), 5, 76);
  const descriptionLength = clamp(Math.round(Math.exp(6.39 + 0.75 * normal(random))), 4, 3992);
  const photos = random() < 0.5 ? 1 : integerBetween(random, 1, 6);
  return `${product.category.name},${nameLength},${descriptionLength},${photos},${size}`;
}

/** Writes several points per postal code prefix, a quarter of them repeated word for word. */
export function writeGeolocation(sink: SampleSink, places: Places, seed: number): void {
  const random = randomStream(seed, 15);
  for (const zip of places.zips) {
    for (let left = pointsPerZip(random); left > 0; left--) {
      const point = geolocationPoint(zip, random);
      const line = `${zip.zip},${point.lat.toFixed(6)},${point.lng.toFixed(6)},${point.city},${zip.state}\n`;
      sink("olist_geolocation_dataset.csv", line);
      if (random() < repeatedPointShare / (1 - repeatedPointShare))
        sink("olist_geolocation_dataset.csv", line);
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
