import { secondsPerDay } from "./calendar";
import { buildCatalogue } from "./catalogue";
import { writeGeolocation, writeProducts, writeSellers, writeTranslations } from "./catalogue-lines";
import { contactLine } from "./contacts";
import { identifierList, identifierMaker } from "./identifiers";
import { writeOrder } from "./order-lines";
import { buildPlaces, zipAt } from "./places";
import { drawPlantedShopper } from "./planted";
import { orderCounts, purchaseTimes } from "./purchase-plan";
import { randomStream } from "./random";
import { headerOf, sampleFilesOf } from "./sample-files";
import type { WallSeconds } from "./calendar";
import type { OrderSources, WrittenReview } from "./order-lines";
import type { Places } from "./places";
import type { PlantedOrder } from "./planted";
import type { Random } from "@/lib/stats/random";
import type { SampleChunk, SampleFile, SampleProfile, SampleSink } from "./sample-files";

export type SampleShopOptions = {
  /** people, not accounts: from 1 to 4,000,000 */
  customers: number;
  /** integer, of which the low 32 bits count; the same size, seed and profile give the same bytes */
  seed: number;
  profile: SampleProfile;
  /** a planted change: orders of the Olist profile from this day on (days since 1970) cost three times as much; null or absent = none */
  changeFrom?: number | null;
};

/** The planted change: a jump in prices that no calibrated month comes near. */
const changedPrices = 3;

const customersAtOlistSize = 96_096;
const mostCustomers = 4_000_000;

/** Characters of one file gathered before they are handed out. */
const pieceLength = 1 << 18;

/**
 * A made-up shop in the files of the Olist set, calibrated to its published figures,
 * with a contacts file. Everything in it is invented: people, towns, texts, products.
 *
 * The pieces come in no particular order of files, whole lines each, and memory stays
 * bounded by the catalogue whatever the number of customers.
 *
 * @returns pieces of text; those of one file, joined in order, are the file
 * @throws RangeError if the number of customers or the seed cannot be used
 */
export function* generateSampleShop(options: SampleShopOptions): Generator<SampleChunk, void, undefined> {
  const { customers, seed, profile } = options;
  if (!Number.isInteger(customers) || customers < 1 || customers > mostCustomers) {
    throw new RangeError(`customers is ${customers}; it must be an integer in 1..${mostCustomers}`);
  }
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${seed}; it must be an integer`);
  const pieces = new Pieces(profile);
  const share = customers / customersAtOlistSize;
  const places = buildPlaces(seed, share);
  const sources = catalogueSources(options, share, places, pieces.add);
  yield* pieces.take(pieceLength);
  const writeCustomer = customerWriter(options, places, sources);
  for (let index = 0; index < customers; index++) {
    writeCustomer(index);
    yield* pieces.take(pieceLength);
  }
  yield* pieces.take(1);
}

function catalogueSources(
  options: SampleShopOptions,
  share: number,
  places: Places,
  sink: SampleSink,
): OrderSources {
  const { seed } = options;
  const catalogue = buildCatalogue(seed, share, places);
  const productIds = identifierList(seed, "product", catalogue.products.length);
  const sellerIds = identifierList(seed, "seller", catalogue.sellerZips.length);
  writeTranslations(sink);
  writeSellers(sink, catalogue, sellerIds);
  writeProducts(sink, catalogue, productIds, seed);
  writeGeolocation(sink, places, seed);
  const reviewId = identifierMaker(seed, "review");
  let reviews = 0;
  return {
    random: randomStream(seed, 21),
    catalogue,
    productIds,
    sellerIds,
    nextReviewId: () => reviewId(reviews++),
    sink,
  };
}

/** A person who moves between orders keeps the person's identifier and gets another address. */
const moveShare = 0.03;

function customerWriter(
  options: SampleShopOptions,
  places: Places,
  sources: OrderSources,
): (index: number) => void {
  const { customers, seed, profile, changeFrom } = options;
  const changedAt = changeFrom === null || changeFrom === undefined ? Infinity : changeFrom * secondsPerDay;
  const { random, sink } = sources;
  const ids = {
    person: identifierMaker(seed, "person"),
    account: identifierMaker(seed, "account"),
    order: identifierMaker(seed, "order"),
  };
  const contacts = randomStream(seed, 22);
  const plan = profile === "planted" ? plantedPlan(random, sink) : olistPlan(random, customers, seed);
  let orders = 0;
  return (index) => {
    const person = ids.person(index);
    const planned = plan(index, person);
    let home = zipAt(places, places.drawCustomerZip(random));
    let last: WrittenOrder | null = null;
    for (const { soldAt, cents } of planned) {
      if (last !== null && random() < moveShare) home = zipAt(places, places.drawCustomerZip(random));
      const number = orders++;
      const accountId = ids.account(number);
      sink("olist_customers_dataset.csv", `${accountId},${person},${home.zip},${home.city},${home.state}\n`);
      const review = writeOrder(sources, {
        orderId: ids.order(number),
        accountId,
        number,
        soldAt,
        home,
        isRepeatBuyer: planned.length > 1,
        plantedCents: cents,
        dearer: soldAt >= changedAt ? changedPrices : 1,
        sharedReview: reviewToShare(random, last, soldAt),
      });
      last = { review, soldAt };
    }
    const firstOrderDay = Math.floor((planned[0]?.soldAt ?? 0) / secondsPerDay);
    sink(
      "customer_contacts.csv",
      contactLine(contacts, { index, person, dialling: home.dialling, firstOrderDay }),
    );
  };
}

type WrittenOrder = { review: WrittenReview | null; soldAt: WallSeconds };

/** Orders a day apart are mostly reviewed together, under one review id. */
function reviewToShare(random: Random, last: WrittenOrder | null, soldAt: WallSeconds): WrittenReview | null {
  if (last === null || soldAt - last.soldAt >= secondsPerDay) return null;
  return random() < 0.8 ? last.review : null;
}

type PlannedOrder = { soldAt: WallSeconds; cents: number | null };
type Plan = (index: number, person: string) => readonly PlannedOrder[];

function olistPlan(random: Random, customers: number, seed: number): Plan {
  const countOf = orderCounts(customers, seed);
  const drawTimes = purchaseTimes();
  return (index) => drawTimes(random, countOf(index)).map((soldAt) => ({ soldAt, cents: null }));
}

function plantedPlan(random: Random, sink: SampleSink): Plan {
  return (_, person): readonly PlantedOrder[] => {
    const { group, orders } = drawPlantedShopper(random);
    sink("planted_groups.csv", `${person},${group.name}\n`);
    return orders;
  };
}

/** Text gathered per file, handed out a large piece at a time. */
class Pieces {
  readonly #texts: Map<SampleFile, string>;
  #longest = 0;

  constructor(profile: SampleProfile) {
    this.#texts = new Map(sampleFilesOf(profile).map((file) => [file, headerOf(file)]));
  }

  readonly add: SampleSink = (file, line) => {
    const text = (this.#texts.get(file) ?? "") + line;
    this.#texts.set(file, text);
    if (text.length > this.#longest) this.#longest = text.length;
  };

  /** Hands out and forgets every text of at least so many characters. */
  *take(length: number): Generator<SampleChunk, void, undefined> {
    if (length > 1 && this.#longest < length) return;
    for (const [file, text] of this.#texts) {
      if (text.length < length) continue;
      yield { file, text };
      this.#texts.set(file, "");
    }
    this.#longest = 0;
    for (const text of this.#texts.values()) this.#longest = Math.max(this.#longest, text.length);
  }
}
