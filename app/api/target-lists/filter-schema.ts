import { z } from "zod";
import { lateHistories, noFilter } from "@/lib/types/customer-filter";
import { rfmAxes } from "@/lib/types/rfm";

const range = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() });
const wholeRange = z.strictObject({ min: z.number().int().nullable(), max: z.number().int().nullable() });
const texts = z.array(z.string().max(200)).max(100).readonly();
const score = z.number().int().min(1).max(5);

const orderClause = z.strictObject({
  statuses: texts,
  days: wholeRange,
  weekdays: z.array(z.number().int().min(0).max(6)).max(7).readonly(),
  hours: z.array(z.number().int().min(0).max(23)).max(24).readonly(),
  states: texts,
  cities: texts,
  mainCategories: texts,
  categories: texts,
  products: texts,
  paymentTypes: texts,
  installments: wholeRange,
  amountCents: wholeRange,
  deliveryDays: wholeRange,
  lateDays: z.union([z.literal("unknown"), wholeRange]),
  monthsSinceFirst: wholeRange,
});

/** A CustomerFilter of exactly one segment, as a form sends it; parts not asked for may be left out. */
export const targetListFilter = z.strictObject({
  search: z.string().max(200).nullable(),
  segments: z.array(z.number().int().min(0)).length(1),
  states: texts,
  cities: texts.default([]),
  spendCents: wholeRange,
  recencyDays: wholeRange,
  orderCount: wholeRange,
  reviewScore: range.default(noFilter.reviewScore),
  lateDelivery: z.enum(lateHistories).nullable().default(null),
  firstOrder: z.strictObject({ days: wholeRange, states: texts, categories: texts }).default(noFilter.firstOrder),
  lastOrderDays: wholeRange.default(noFilter.lastOrderDays),
  secondCategories: texts.default([]),
  gapDays: wholeRange.default(noFilter.gapDays),
  order: orderClause.default(noFilter.order),
  rfmCell: z.strictObject({ recency: score, second: score, axis: z.enum(rfmAxes) }).nullable().default(null),
  emailConsent: z.enum(["yes", "no", "unknown"]).nullable(),
  coreOnly: z.boolean(),
});
