import { filterParts, filterSql } from "@/lib/audiences/filter-sql";
import { buyerSalesSql } from "@/lib/features/buyer-totals";
import { featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import { boughtCategoriesSql, customerCitiesSql, metStatusesSql, namedCitiesSql, paidTypesSql } from "@/lib/measure/customer-choices";
import {
  customerProfileRowSql, customerProfileSql, customerRowsSql, customersPageSql, customersSql, customersWholeSql, customerStatesSql, customerTotalsSql, overProfile,
} from "@/lib/measure/customers";
import {
  customerFactSql, customerItemsSql, customerMembershipSql, customerOrdersSql, customerPaymentsSql, customerStandingSql,
} from "@/lib/measure/customer-page";
import { amountQuantilesSql, amountSpreadSql, ordersByDaySql, ordersByHourSql, ordersByStatusSql } from "@/lib/measure/explore-orders-sql";
import { installmentsSql, paymentQuantilesSql, paymentTypesSql, splitTypesSql } from "@/lib/measure/explore-payments-sql";
import { citiesSql, placesSql } from "@/lib/measure/explore-places-sql";
import { spentAfterSql } from "@/lib/measure/back-test";
import { categoriesSql, productsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, cohortsSql, orderCountsSql, orderGapsSql, repeatByCategorySql } from "@/lib/measure/explore-repeat-sql";
import { deliveryDaysSql, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql } from "@/lib/measure/explore-service-sql";
import { choicesSql, exploreTotalsSql } from "@/lib/measure/explore-scope";
import { flowClassesSql, flowOrdersSql } from "@/lib/measure/flow-sql";
import { type KpiScope, kpiSumsSql, monthSpans, repeatBuysSql } from "@/lib/measure/kpi-sql";
import { personaSumsSql } from "@/lib/measure/persona-sums-sql";
import { everyOrder } from "@/lib/types/overview";
import { movedDaysSql, statusCountsSql } from "@/lib/measure/shop-change";
import { activeByPersonaSql, revenueByPersonaSql } from "@/lib/measure/revenue-bands";
import { contactSumsSql, salesSinceSql } from "@/lib/measure/notice-sql";
import { lastSalesSql, membersSql, moverRowsSql, peopleSql } from "@/lib/measure/movers-sql";
import { categoryPairSql, categoryTotalsSql, firstCategorySql, paymentSql, rhythmSql, serviceSql, stateSql } from "@/lib/measure/persona-orders-sql";
import { pastProfileSql } from "@/lib/measure/past-customers";
import { exampleSql, externalIdsSql, marginSql, personaProfilesSql, runnerUpSql } from "@/lib/measure/persona-profile-sql";
import { rfmGridSql } from "@/lib/measure/rfm-grid";
import { anyFirstOrder, anyOrder, type CustomerFilter, noFilter, type OrderClause } from "@/lib/types/customer-filter";
import type { OrderFilter } from "@/lib/types/explore";
import { featureNames, type FeatureScope } from "@/lib/types/features";
import { defaultShop } from "@/lib/types/shop";
import { sql, type Sql } from "@/lib/types/sql";

/** A customer and the days of the shop under test, to ask for what is there. */
export type Occasion = { key: number; externalId: string; firstDay: number; lastDay: number };

/** At least one filter for each field, alone and joined. */
function filtersOfEveryKind(lastDay: number): Partial<CustomerFilter>[] {
  const order = (clause: Partial<OrderClause>): Partial<CustomerFilter> => ({ order: { ...anyOrder, ...clause } });
  const recent = { min: lastDay - 200, max: lastDay - 10 };
  return [
    ...(["frequency", "frequencyAndMonetary"] as const).map((axis) => ({ rfmCell: { recency: 2, second: 2, axis } })),
    { search: "sao", emailConsent: "yes", orderCount: { min: 1, max: 3 }, segments: [0, 1] },
    { cities: ["sao paulo", "rio de janeiro"], reviewScore: { min: 1, max: 3.5 }, lateDelivery: "never" },
    { lateDelivery: "ever", lastOrderDays: recent, firstOrder: { days: recent, states: ["SP", "RJ"], categories: [] } },
    { firstOrder: { ...anyFirstOrder, categories: ["toys", "auto"] }, secondCategories: ["toys", "auto", "bed_bath_table"] },
    { gapDays: { min: 0, max: 30 } },
    order({ statuses: ["canceled", "delivered"], days: recent, weekdays: [0, 5], hours: [10, 20] }),
    order({ states: ["SP"], cities: ["sao paulo"], mainCategories: ["toys", "auto"], amountCents: { min: 2000, max: 90_000 } }),
    order({ categories: ["toys", "unknown"], paymentTypes: ["credit_card"], installments: { min: 2, max: 10 }, days: recent }),
    order({ paymentTypes: ["voucher", "boleto"] }),
    order({ categories: ["toys"] }),
    order({ deliveryDays: { min: 3, max: 20 }, lateDays: { min: 1, max: null } }),
    order({ lateDays: "unknown", monthsSinceFirst: { min: 1, max: 6 } }),
    order({ products: ["nothing of the kind"] }),
  ];
}

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
  const known = { asOf: lastDay, saleStatuses };
  const profile = customerProfileSql({ asOf: lastDay, windowDays: null, status: "sales", saleStatuses }, true);
  const filter = filterSql({ ...noFilter, states: ["SP", "RJ", "MG"], spendCents: { min: 5000, max: null }, coreOnly: true }, known);
  const over = (query: Sql) => overProfile(profile, query);
  const dated = sql`select profile.*, case when customer_key < 200 then ${lastDay} else 0 end as last_known_day from (${profile}) as profile`;
  const asOfPast = (query: Sql, members: boolean, only: readonly number[] | null = null) =>
    overProfile(pastProfileSql({ newest: dated, lastDay, asOf: lastDay - 100 }, { changed: sql`select * from (${profile}) as profile where customer_key < 200`, members, query, only }), query);
  const sorts = [["revenueCents", "desc"], ["city", "asc"], ["meanReviewScore", "asc"]] as const;
  const looks: OrderFilter[] = [
    { span: { from: 0, to: lastDay }, asOf: lastDay, states: [], categories: [], segments: [] },
    { span: { from: lastDay - 400, to: lastDay - 20 }, asOf: lastDay, states: ["SP", "RJ"], categories: [], segments: [0, 1, 2] },
  ];
  const kpiScope: KpiScope = { saleStatuses, today: lastDay, filter: everyOrder };
  const filtered: KpiScope = { ...kpiScope, filter: { states: ["SP", "RJ"], categories: ["toys", "auto", "housewares"], segments: [0, 2] } };
  return {
    choicesSql: [choicesSql("state", lastDay, saleStatuses), choicesSql("category", lastDay, saleStatuses)],
    exploreTotalsSql: looks.map((look) => exploreTotalsSql(look, saleStatuses)),
    ordersByStatusSql: looks.map((look) => ordersByStatusSql(look)),
    ordersByDaySql: looks.map((look) => ordersByDaySql(look, saleStatuses)),
    ordersByHourSql: looks.map((look) => ordersByHourSql(look, saleStatuses)),
    amountSpreadSql: looks.map((look) => amountSpreadSql(look, saleStatuses)),
    amountQuantilesSql: looks.map((look) => amountQuantilesSql(look, saleStatuses)),
    paymentTypesSql: looks.map((look) => paymentTypesSql(look, saleStatuses)),
    installmentsSql: looks.map((look) => installmentsSql(look, saleStatuses)),
    splitTypesSql: [splitTypesSql],
    paymentQuantilesSql: looks.map((look) => paymentQuantilesSql(look, saleStatuses)),
    categoriesSql: looks.map((look) => categoriesSql(look, saleStatuses)),
    productsSql: looks.map((look) => productsSql(look, saleStatuses, 12)),
    orderCountsSql: looks.map((look) => orderCountsSql(look, saleStatuses)),
    orderGapsSql: looks.map((look) => orderGapsSql(look, saleStatuses)),
    repeatByCategorySql: looks.map((look) => repeatByCategorySql(look, saleStatuses, 180)),
    cohortsSql: looks.map((look) => cohortsSql(look, saleStatuses)),
    affinitySql: looks.slice(0, 1).map((look) => affinitySql(look, saleStatuses)),
    placesSql: looks.map((look) => placesSql(look, saleStatuses)),
    citiesSql: looks.map((look) => citiesSql(look, saleStatuses, 30)),
    deliveryDaysSql: looks.map((look) => deliveryDaysSql(look, saleStatuses)),
    serviceByMonthSql: looks.map((look) => serviceByMonthSql(look, saleStatuses)),
    serviceByStateSql: looks.map((look) => serviceByStateSql(look, saleStatuses)),
    reviewByLatenessSql: looks.map((look) => reviewByLatenessSql(look, saleStatuses)),
    featuresSql: scopes.map((scope) => featuresSql(scope, featureNames)),
    buyerSalesSql: scopes.map((scope) => sql`select * from (${buyerSalesSql(scope)}) as sale order by customer_key, day, revenue_cents`),
    orderDaysSql: scopes.map((scope) => orderDaysSql(scope)),
    rfmGridSql: scopes.flatMap((scope) => [rfmGridSql(scope, "frequency"), rfmGridSql(scope, "frequencyAndMonetary")]),
    statusCountsSql: [statusCountsSql],
    movedDaysSql: [movedDaysSql([{ utc: 0, offset: 3600 }]), movedDaysSql([{ utc: 0, offset: -18_000 }, { utc: (lastDay - 200) * 86_400, offset: -14_400 }])],
    revenueByPersonaSql: [revenueByPersonaSql(kpiScope), revenueByPersonaSql(filtered)],
    activeByPersonaSql: [activeByPersonaSql(kpiScope), activeByPersonaSql(filtered)],
    customerProfileSql: [profile, ...scopes.map((scope) => customerProfileSql(scope, false))],
    pastProfileSql: [asOfPast(sql`select * from customer_profile`, true), asOfPast(sql`select customer_key, margin, age_days from customer_profile`, false), asOfPast(customerTotalsSql(sql`age_days > 30`), true), ...[true, false].map((members) => asOfPast(customerRowsSql([key, 7, 150, 700]), members, [key, 7, 150, 700]))],
    filterSql: filtersOfEveryKind(lastDay).map((part) => over(customerTotalsSql(filterSql({ ...noFilter, ...part }, known)))),
    customersSql: sorts.map(([sort, direction]) => over(customersSql({ where: filter, sort, direction, cursor: null, size: 50 }))),
    customersWholeSql: [over(customersWholeSql({ where: filter, sort: "city", direction: "asc", cursor: null, size: 50 })), over(customersWholeSql({ where: filter, sort: "revenueCents", direction: "desc", cursor: { side: "after", value: 9000, key }, size: 50 }))],
    customerRowsSql: [over(customerRowsSql([key, key + 1, key + 2]))],
    customerTotalsSql: [over(customerTotalsSql(filter))],
    customersPageSql: sorts.flatMap(([sort, direction]) => [null, { side: "after" as const, value: sort === "city" ? "m" : 4, key }].map((cursor) =>
      over(customersPageSql({ parts: filterParts({ ...noFilter, order: { ...anyOrder, paymentTypes: ["boleto", "voucher"] } }, known), sort, direction, cursor, size: 20 })))),
    customerStatesSql: [over(customerStatesSql)],
    customerCitiesSql: [over(customerCitiesSql(20))],
    namedCitiesSql: [over(namedCitiesSql(["sao paulo", "atlantis"]))],
    boughtCategoriesSql: [over(boughtCategoriesSql(known))],
    paidTypesSql: [over(paidTypesSql(known))],
    metStatusesSql: [over(metStatusesSql(known))],
    customerProfileRowSql: [over(customerProfileRowSql(externalId))],
    repeatBuysSql: [kpiScope, filtered].map((asked) => repeatBuysSql(asked)),
    kpiSumsSql: [kpiScope, filtered].map((asked) => kpiSumsSql([{ from: lastDay - 180, to: lastDay }, { from: lastDay - 361, to: lastDay - 181 }, ...monthSpans(2017 * 12, 2018 * 12 + 11)], asked)),
    personaSumsSql: [personaSumsSql(kpiScope), personaSumsSql(filtered)],
    spentAfterSql: [spentAfterSql(lastDay - 200, saleStatuses)],
    membersSql: [membersSql],
    salesSinceSql: [salesSinceSql(lastDay - 60, lastDay, saleStatuses)],
    contactSumsSql: [contactSumsSql],
    flowClassesSql: (["payment_type", "category", "state", "review_score"] as const).map((column) => flowClassesSql(column, lastDay, saleStatuses)),
    flowOrdersSql: [flowOrdersSql(lastDay, saleStatuses)],
    moverRowsSql: [everyOrder, filtered.filter].map((filter) => moverRowsSql({ since: lastDay - 90, upTo: lastDay, saleStatuses, filter })),
    peopleSql: [sql`select * from (${peopleSql({ asOf: lastDay - 30, saleStatuses })}) as people order by customer_key`],
    lastSalesSql: [lastSalesSql(lastDay, saleStatuses, everyOrder), lastSalesSql(lastDay - 100, saleStatuses, filtered.filter)],
    personaProfilesSql: [1, 5].flatMap((times) => scopes.map((scope) => personaProfilesSql(scope, Array.from({ length: times }, (_, index) => ({ index, medians: { recencyDays: 100 + index, revenueCents: 9000, lateShare: 0, meanReviewScore: 4 } }))))),
    marginSql: [marginSql(1)],
    runnerUpSql: [runnerUpSql(0, 0.15)],
    exampleSql: scopes.map((scope) => exampleSql(scope, 2, 5)),
    externalIdsSql: [externalIdsSql([key, key + 1, 3])],
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
