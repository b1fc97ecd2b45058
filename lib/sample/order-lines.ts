import { dearerBasket, drawBasket, plantedBasket } from "./basket";
import { productAt } from "./catalogue";
import { drawFulfilment, plainDelivery } from "./delivery";
import { centsText } from "./money";
import { drawPayments } from "./payments";
import { drawReview } from "./reviews";
import { timestampText } from "./timestamps";
import type { Basket } from "./basket";
import type { WallSeconds } from "./calendar";
import type { Catalogue } from "./catalogue";
import type { Fulfilment } from "./delivery";
import type { PaymentRow } from "./payments";
import type { Zip } from "./places";
import type { Random } from "@/lib/stats/random";
import type { Review } from "./reviews";
import type { SampleSink } from "./sample-files";

/** Everything needed to write the rows of one order. */
export type OrderRequest = {
  orderId: string;
  accountId: string;
  /** running number of the order, for faults that the real set has once in so many orders */
  number: number;
  soldAt: WallSeconds;
  home: Zip;
  isRepeatBuyer: boolean;
  /** exact total of a planted order; null where the basket decides */
  plantedCents: number | null;
  /** prices are so many times those of the catalogue; 1 = as they are */
  dearer: number;
  /** review shared with an earlier order of the same day and customer */
  sharedReview: WrittenReview | null;
};

export type WrittenReview = { id: string; review: Review };

/** What an order draws on, the same for the whole shop. */
export type OrderSources = {
  random: Random;
  catalogue: Catalogue;
  productIds: readonly string[];
  sellerIds: readonly string[];
  nextReviewId: () => string;
  sink: SampleSink;
};

/** One order in so many has no payment row at all; the real set has one among 99,441. */
const unpaidEvery = 20_000;
const noReviewShare = 0.0077;
const secondReviewShare = 0.0055;

/**
 * Draws an order and writes its rows: order, items, payments, reviews.
 *
 * @returns the review written last, for a later order to share, or null
 */
export function writeOrder(sources: OrderSources, request: OrderRequest): WrittenReview | null {
  const { random, catalogue, sink } = sources;
  const isPlanted = request.plantedCents !== null;
  const basket =
    request.plantedCents === null
      ? dearerBasket(drawBasket(random, catalogue, request.home, request.isRepeatBuyer), request.dearer)
      : plantedBasket(random, catalogue, request.home, request.plantedCents);
  const isUndefined = !isPlanted && random() < 0.00003;
  const payments = drawPayments(random, basket.totalCents, isUndefined);
  const isBoleto = payments[0]?.type === "boleto";
  const fulfilment = isPlanted
    ? plainDelivery(request.soldAt)
    : {
        ...drawFulfilment(random, request.soldAt, basket.km, isBoleto),
        ...(isUndefined ? canceledUnpaid : {}),
      };
  sink("olist_orders_dataset.csv", orderLine(request, fulfilment));
  if (fulfilment.hasItems) writeItems(sources, request.orderId, basket, fulfilment);
  if (isPlanted || request.number % unpaidEvery !== 7) writePayments(sink, request.orderId, payments);
  return writeReviews(sources, request, fulfilment);
}

/** The three orders whose payment was never defined were all cancelled. */
const canceledUnpaid: Pick<Fulfilment, "status" | "approvedAt" | "carrierAt" | "deliveredAt"> = {
  status: "canceled",
  approvedAt: null,
  carrierAt: null,
  deliveredAt: null,
};

function orderLine(request: OrderRequest, order: Fulfilment): string {
  return `${request.orderId},${request.accountId},${order.status},${timestampText(request.soldAt)},${timeOrEmpty(order.approvedAt)},${timeOrEmpty(order.carrierAt)},${timeOrEmpty(order.deliveredAt)},${timestampText(order.estimatedAt)}\n`;
}

function writeItems(sources: OrderSources, orderId: string, basket: Basket, order: Fulfilment): void {
  const limit = timestampText(order.shippingLimitAt);
  for (const [i, line] of basket.lines.entries()) {
    const product = sources.productIds[line.product];
    const seller = sources.sellerIds[productAt(sources.catalogue, line.product).seller];
    sources.sink(
      "olist_order_items_dataset.csv",
      `${orderId},${i + 1},${product},${seller},${limit},${centsText(line.priceCents)},${centsText(line.freightCents)}\n`,
    );
  }
}

function writePayments(sink: SampleSink, orderId: string, payments: readonly PaymentRow[]): void {
  for (const row of payments) {
    sink(
      "olist_order_payments_dataset.csv",
      `${orderId},${row.sequence},${row.type},${row.installments},${centsText(row.cents)}\n`,
    );
  }
}

function writeReviews(sources: OrderSources, request: OrderRequest, order: Fulfilment): WrittenReview | null {
  const { random, sink } = sources;
  if (random() < noReviewShare) return null;
  const written = request.sharedReview ?? {
    id: sources.nextReviewId(),
    review: drawReview(random, request.soldAt, order),
  };
  sink("olist_order_reviews_dataset.csv", reviewLine(written, request.orderId));
  if (random() < secondReviewShare) {
    const second = { id: sources.nextReviewId(), review: drawReview(random, request.soldAt, order) };
    sink("olist_order_reviews_dataset.csv", reviewLine(second, request.orderId));
  }
  return written;
}

function reviewLine({ id, review }: WrittenReview, orderId: string): string {
  return `${id},${orderId},${review.score},${quoted(review.title)},${quoted(review.message)},${timestampText(review.createdAt)},${timestampText(review.answeredAt)}\n`;
}

/** Quoted as RFC 4180 asks, only where a comma, a quotation mark or a line end demands it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function timeOrEmpty(seconds: WallSeconds | null): string {
  return seconds === null ? "" : timestampText(seconds);
}
