import { filterSql } from "@/lib/audiences/filter-sql";
import { featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import {
  customerProfileRowSql, customerProfileSql, customerRowsSql, customersBeforeSql, customersSql, customerStatesSql, customerTotalsSql, overProfile,
} from "@/lib/measure/customers";
import {
  customerFactSql, customerItemsSql, customerMembershipSql, customerOrdersSql, customerPaymentsSql, customerStandingSql,
} from "@/lib/measure/customer-page";
import { kpiMonthsSql, kpiWindowSql } from "@/lib/measure/kpi-sql";
import { revenueByPersonaSql } from "@/lib/measure/revenue-bands";
import { lastSalesSql, membersSql } from "@/lib/measure/movers-sql";
import { categoryPairSql, categoryTotalsSql, firstCategorySql, paymentSql, rhythmSql, serviceSql, stateSql } from "@/lib/measure/persona-orders-sql";
import { exampleSql, marginSql, personaProfileSql, runnerUpSql } from "@/lib/measure/persona-profile-sql";
import { rfmGridSql } from "@/lib/measure/rfm-grid";
import { noFilter } from "@/lib/types/customer-filter";
import { featureNames, type FeatureScope } from "@/lib/types/features";
import { defaultShop } from "@/lib/types/shop";
import type { Sql } from "@/lib/types/sql";

/** A customer and the days of the shop under test, to ask for what is there. */
export type Occasion = { key: number; externalId: string; firstDay: number; lastDay: number };

/**
 * Every query of lib/features, lib/measure and lib/audiences by the name it is exported under, with
 * arguments that give it rows. A query missing here fails the test that compares the engines.
 */
export function conformanceQueries({ key, externalId, lastDay }: Occasion): Record<string, Sql[]> {
  const { saleStatuses } = defaultShop;
  const scopes: FeatureScope[] = [
    { asOf: lastDay, windowDays: null, status: "delivered", saleStatuses },
    { asOf: lastDay - 100, windowDays: 365, status: "sales", saleStatuses },
  ];
  const profile = customerProfileSql({ asOf: lastDay, windowDays: null, status: "sales", saleStatuses }, true);
  const filter = filterSql({ ...noFilter, states: ["SP", "RJ", "MG"], spendCents: { min: 5000, max: null }, coreOnly: true });
  const over = (query: Sql) => overProfile(profile, query);
  const sorts = [["revenueCents", "desc"], ["city", "asc"], ["meanReviewScore", "asc"]] as const;
  return {
    featuresSql: scopes.map((scope) => featuresSql(scope, featureNames)),
    orderDaysSql: scopes.map((scope) => orderDaysSql(scope)),
    rfmGridSql: scopes.map((scope) => rfmGridSql(scope)),
    revenueByPersonaSql: [revenueByPersonaSql(lastDay, saleStatuses)],
    customerProfileSql: [profile, ...scopes.map((scope) => customerProfileSql(scope, false))],
    filterSql: [over(customerTotalsSql(filterSql({ ...noFilter, search: "sao", emailConsent: "yes", orderCount: { min: 1, max: 3 }, segments: [0, 1] })))],
    customersSql: sorts.map(([sort, direction]) => over(customersSql({ where: filter, sort, direction, cursor: null, size: 50 }))),
    customerRowsSql: [over(customerRowsSql([key, key + 1, key + 2]))],
    customerTotalsSql: [over(customerTotalsSql(filter))],
    customersBeforeSql: [over(customersBeforeSql(filter, "revenueCents", "desc", { value: 9000, key }))],
    customerStatesSql: [over(customerStatesSql)],
    customerProfileRowSql: [over(customerProfileRowSql(externalId))],
    kpiWindowSql: [kpiWindowSql({ from: lastDay - 180, to: lastDay }, saleStatuses)],
    kpiMonthsSql: [kpiMonthsSql(2017 * 12, 2018 * 12 + 11, lastDay, saleStatuses)],
    membersSql: [membersSql],
    lastSalesSql: [lastSalesSql(lastDay, saleStatuses)],
    personaProfileSql: scopes.map((scope) => personaProfileSql(scope, { recencyDays: 100, revenueCents: 9000, lateShare: 0, meanReviewScore: 4 })),
    marginSql: [marginSql(1)],
    runnerUpSql: [runnerUpSql(0, 0.15)],
    exampleSql: scopes.map((scope) => exampleSql(scope, 2, 5)),
    rhythmSql: scopes.map((scope) => rhythmSql(scope, 0)),
    firstCategorySql: scopes.map((scope) => firstCategorySql(scope, 1, 6)),
    categoryPairSql: [0, 1, 2, 3].map((segment) => categoryPairSql({ asOf: lastDay, windowDays: null, status: "sales", saleStatuses }, segment, 6)),
    categoryTotalsSql: scopes.map((scope) => categoryTotalsSql(scope, 1)),
    stateSql: [stateSql(3)],
    paymentSql: scopes.map((scope) => paymentSql(scope, 1, { first: 2017 * 12, last: 2018 * 12 + 11 })),
    serviceSql: scopes.map((scope) => serviceSql(scope, 1, { first: 2017 * 12, last: 2018 * 12 + 11 })),
    customerFactSql: [customerFactSql(externalId)],
    customerMembershipSql: [customerMembershipSql(key)],
    customerOrdersSql: [customerOrdersSql(key, lastDay)],
    customerItemsSql: [customerItemsSql(key, lastDay)],
    customerPaymentsSql: [customerPaymentsSql(key, lastDay)],
    customerStandingSql: [over(customerStandingSql({ recencyDays: 100, orderCount: 1, revenueCents: 10_000 }))],
  };
}
