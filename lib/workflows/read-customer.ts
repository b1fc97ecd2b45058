import { analytics } from "@/lib/analytics/engine";
import { featureColumn, featuresSql } from "@/lib/features/feature-sql";
import { AppError } from "@/lib/errors";
import { customerDetails, type StandingRow } from "@/lib/measure/customer-details";
import {
  customerFactSql, customerItemsSql, customerMembershipSql, customerOrdersSql, customerPaymentsSql, customerStandingSql,
} from "@/lib/measure/customer-page";
import { customerProfileRowSql } from "@/lib/measure/customers";
import type { MembershipSince } from "@/lib/types/assignment";
import type { CustomerDetails } from "@/lib/types/customer-page";
import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { FeatureName } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { CustomerFact, ItemFact, MembershipFact, OrderFact, PaymentFact } from "@/lib/types/snapshot";
import { sql } from "@/lib/types/sql";
import { readHistory } from "./read-history";
import { type CustomerProfiles, openCustomerProfiles } from "./customer-profile";

export type CustomerPage = { shop: Shop; asOf: Day; segmentation: Segmentation | null; customers: number; details: CustomerDetails; history: MembershipSince[] };

/**
 * Everything a customer's page shows, without contact details.
 * @throws AppError noSnapshot; notFound for an unknown customer or segmentation
 */
export async function readCustomer(externalId: string, segmentationId: number | null, day: Day | null = null): Promise<CustomerPage> {
  const profiles = await openCustomerProfiles(segmentationId, day);
  const { options, asOf, segmentation, shop } = profiles;
  const [fact] = await analytics().query<CustomerFact>(customerFactSql(externalId), options);
  if (fact === undefined) throw new AppError("notFound", "There is no such customer.");
  const key = fact.customer_key;
  const [[profile], [membership], orders, items, payments] = await Promise.all([
    profiles.ask<CustomerProfileFact>(customerProfileRowSql(externalId)),
    segmentation === null ? [] : analytics().query<MembershipFact>(customerMembershipSql(key), options),
    analytics().query<OrderFact>(customerOrdersSql(key, asOf), options),
    analytics().query<ItemFact>(customerItemsSql(key, asOf), options),
    analytics().query<PaymentFact>(customerPaymentsSql(key, asOf), options),
  ]);
  const firstDay = orders.reduce((first, order) => Math.min(first, order.day), asOf);
  const [standing, features, history] = await Promise.all([
    profile === undefined ? null : readStanding(profiles, profile),
    segmentation === null || membership === undefined ? {} : readFeatures(profiles, segmentation, key),
    segmentation === null || profile === undefined ? [] : readHistory({ run: segmentation, shop, customerKey: key, firstDay, asOf: segmentation.asOf, options }),
  ]);
  const details = customerDetails({
    fact, profile: profile ?? null, membership: membership ?? null, orders, items, payments, standing, features,
    run: segmentation, saleStatuses: shop.saleStatuses,
  });
  return { shop, asOf, segmentation, customers: standing?.customers ?? 0, details, history };
}

async function readStanding({ ask }: CustomerProfiles, profile: CustomerProfileFact): Promise<StandingRow | null> {
  const values = { recencyDays: profile.recency_days, orderCount: profile.order_count, revenueCents: profile.revenue_cents };
  const [row] = await ask<StandingRow>(customerStandingSql(values));
  return row ?? null;
}

/** The run's features of one customer, in the run's own window and status, as of its own day. */
async function readFeatures(
  { scope, options }: CustomerProfiles,
  run: Segmentation,
  key: number,
): Promise<Partial<Record<FeatureName, number | null>>> {
  const ofRun = { ...scope, windowDays: run.windowDays, status: run.status, asOf: run.asOf };
  const [row] = await analytics().query<Record<string, number | null>>(
    sql`select * from (${featuresSql(ofRun, run.features)}) as f where customer_key = ${key}`,
    options,
  );
  return Object.fromEntries(run.features.map((feature) => [feature, row?.[featureColumn(feature)] ?? null]));
}
