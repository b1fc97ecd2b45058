import { integerBetween, normal, pickOne, randomStream, weightedIndex } from "./random";
import { cities, states } from "./place-table";
import { townName } from "./town-names";
import type { Random } from "@/lib/stats/random";
import type { CityRow, StateRow } from "./place-table";

/** The area of one postal code prefix. */
export type Zip = { zip: string; city: string; state: string; dialling: number; lat: number; lng: number };

/** The places of a shop and the samplers of where a customer and a seller live. */
export type Places = {
  zips: readonly Zip[];
  drawCustomerZip: (random: Random) => number;
  drawSellerZip: (random: Random) => number;
};

/** Prefixes used by the customers of the real set. */
const zipsAtOlistSize = 15_000;
const ordersAtOlistSize = 99_441;

/** Orders that one small town has at Olist's size: the real set knows 4,119 cities. */
const ordersPerTown = 13;

/**
 * Every postal code prefix of the shop, with the larger real cities where they are
 * and invented small towns spread around the middle of each state. A prefix lies in
 * its state's true range.
 *
 * @param share size of the shop over Olist's; at 1 and above all prefixes are in use
 */
export function buildPlaces(seed: number, share: number): Places {
  const random = randomStream(seed, 11);
  const zips: Zip[] = [];
  const customers: number[] = [];
  const sellers: number[] = [];
  for (const state of states) {
    const taken = new Set<number>();
    for (const city of settlementsOf(state, Math.min(1, share), random)) {
      const wanted = (zipsAtOlistSize * city.orders * Math.min(1, share)) / ordersAtOlistSize;
      const prefixes = prefixesOf(city, Math.max(1, Math.round(wanted)), taken);
      for (const prefix of prefixes) {
        zips.push(zipArea(prefix, city, state, random));
        customers.push((city.orders / prefixes.length) * (0.5 + random()));
        sellers.push(city.sellers / prefixes.length);
      }
    }
  }
  return { zips, drawCustomerZip: weightedIndex(customers), drawSellerZip: weightedIndex(sellers) };
}

/** The named cities of a state, then towns that share out what is left of it; a small shop knows fewer. */
function settlementsOf(state: StateRow, share: number, random: Random): CityRow[] {
  const named = cities.filter((city) => city.state === state.state);
  const rest = state.orders - total(named, "orders");
  const restSellers = Math.max(0, state.sellers - total(named, "sellers"));
  const count = Math.max(rest > 0 ? 1 : 0, Math.round((rest * share) / ordersPerTown));
  const size = Array.from({ length: count }, () => Math.exp(0.8 * normal(random)));
  const whole = size.reduce((sum, value) => sum + value, 0);
  const towns = size.map((value, i) => ({
    city: townName(i),
    state: state.state,
    orders: (rest * value) / whole,
    sellers: (restSellers * value) / whole,
    lat: state.lat + state.spread * truncatedNormal(random),
    lng: state.lng + state.spread * truncatedNormal(random),
    zips: pickOne(random, state.zips),
  }));
  return [...named, ...towns];
}

/** Prefixes spread evenly over the range of a city; a town takes a free one anywhere in its state. */
function prefixesOf(city: CityRow, wanted: number, taken: Set<number>): number[] {
  const [from, to] = city.zips;
  const width = to - from + 1;
  const count = Math.min(wanted, Math.max(1, Math.floor(width * 0.9)));
  const start = from + Math.floor(width * fraction(city.lat * 7.13 + city.lng * 3.77));
  const prefixes: number[] = [];
  for (let i = 0; i < count; i++) {
    let prefix = from + ((start - from + Math.floor((i * width) / count)) % width);
    for (let tries = 0; taken.has(prefix) && tries < width; tries++)
      prefix = from + ((prefix - from + 1) % width);
    if (!taken.has(prefix)) prefixes.push(prefix);
    taken.add(prefix);
  }
  return prefixes.length > 0 ? prefixes : [start];
}

function zipArea(prefix: number, city: CityRow, state: StateRow, random: Random): Zip {
  const spread = city.orders > 500 ? 0.06 : 0.02;
  return {
    zip: String(prefix).padStart(5, "0"),
    city: city.city,
    state: state.state,
    dialling: state.dialling,
    lat: city.lat + spread * truncatedNormal(random),
    lng: city.lng + spread * truncatedNormal(random),
  };
}

/** Points of one prefix in the geolocation file: latitude, longitude, spelling of the city. */
export function geolocationPoint(zip: Zip, random: Random): { lat: number; lng: number; city: string } {
  if (random() < 0.00003) return { ...strayPoint(random), city: zip.city };
  const lat = zip.lat + 0.004 * normal(random);
  const lng = zip.lng + 0.004 * normal(random);
  return { lat, lng, city: random() < 0.12 ? accented(zip.city) : zip.city };
}

/** The real file holds a few points outside Brazil. */
function strayPoint(random: Random): { lat: number; lng: number } {
  return { lat: integerBetween(random, 36, 45) + random(), lng: integerBetween(random, -9, 14) + random() };
}

/** The other spelling that the real file mixes in. */
function accented(city: string): string {
  return city
    .replace(/\bsao\b/g, "são")
    .replace(/polis\b/g, "pólis")
    .replace("goncalo", "gonçalo");
}

function truncatedNormal(random: Random): number {
  return Math.max(-2, Math.min(2, normal(random)));
}

function total(rows: readonly CityRow[], what: "orders" | "sellers"): number {
  return rows.reduce((sum, row) => sum + row[what], 0);
}

function fraction(value: number): number {
  return Math.abs(value) % 1;
}

/** Great-circle distance in km. Haversine formula on a sphere of 6,371 km. */
export function distanceKm(a: Zip, b: Zip): number {
  const radians = Math.PI / 180;
  const dLat = ((b.lat - a.lat) * radians) / 2;
  const dLng = ((b.lng - a.lng) * radians) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLng) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The place at an index that a sampler gave. */
export function zipAt(places: Places, index: number): Zip {
  return places.zips[index] as Zip; // samplers stay inside the table
}

/** How many points each prefix gets in the geolocation file. */
export function pointsPerZip(random: Random): number {
  return integerBetween(random, 4, 16);
}

/** Share of rows of the real geolocation file that repeat an earlier row. */
export const repeatedPointShare = 0.26;
