import fc from "fast-check";
import { filterSql } from "@/lib/audiences/filter-sql";
import { featuresSql } from "@/lib/features/feature-sql";
import { customerProfileSql, customersSql, customerStatesSql, customerTotalsSql, overProfile } from "@/lib/measure/customers";
import { amountQuantilesSql, amountSpreadSql, ordersByDaySql, ordersByHourSql, ordersByStatusSql } from "@/lib/measure/explore-orders-sql";
import { installmentsSql, paymentQuantilesSql, paymentTypesSql } from "@/lib/measure/explore-payments-sql";
import { citiesSql, placesSql } from "@/lib/measure/explore-places-sql";
import { categoriesSql, productsSql } from "@/lib/measure/explore-products-sql";
import { affinitySql, cohortsSql, orderCountsSql, orderGapsSql, repeatByCategorySql } from "@/lib/measure/explore-repeat-sql";
import { choicesSql, exploreTotalsSql } from "@/lib/measure/explore-scope";
import { deliveryDaysSql, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql } from "@/lib/measure/explore-service-sql";
import { kpiSumsSql, monthSpans, repeatBuysSql } from "@/lib/measure/kpi-sql";
import { personaSumsSql } from "@/lib/measure/persona-sums-sql";
import { revenueByPersonaSql } from "@/lib/measure/revenue-bands";
import { rfmGridSql } from "@/lib/measure/rfm-grid";
import { anyFirstOrder, anyOrder, type CustomerFilter, customerSorts, noFilter, type OrderClause } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";
import type { OrderFilter } from "@/lib/types/explore";
import { featureNames, type FeatureScope } from "@/lib/types/features";
import { type Sql, sql } from "@/lib/types/sql";
import type { DaySpan } from "@/lib/types/overview";
import { dayCount, type ExploreShop, firstDay, firstMonth, saleStatuses } from "./explore-shop";
import * as customers from "./reference/customers";
import { features, rfmGrid } from "./reference/features";
import * as kpis from "./reference/kpis";
import * as orders from "./reference/orders";
import * as people from "./reference/people";
import * as service from "./reference/service";
import type { Answer } from "./reference/shop";

/** One random question: a grouping, a filter of each kind, the day it is asked as of. */
export type Question = {
  grouping: keyof typeof groupings;
  /** null = the newest data */
  asOf: Day | null;
  look: Omit<OrderFilter, "asOf">;
  filter: CustomerFilter;
  sort: readonly [(typeof customerSorts)[number], "asc" | "desc"];
  scope: Pick<FeatureScope, "windowDays" | "status">;
  isByMoney: boolean;
};

/** A question with its day filled in. */
type Asked = { look: OrderFilter; filter: CustomerFilter; sort: Question["sort"]; scope: FeatureScope; today: Day; isByMoney: boolean };
type Grouping = { ask: (asked: Asked) => Sql; tell: (shop: ExploreShop, asked: Asked) => Answer; /** the order of rows is part of the answer */ isOrdered?: boolean };

/** Groupings that take nothing but the orders looked at. */
const ofLook = (ask: (look: OrderFilter, statuses: readonly string[]) => Sql, tell: (shop: ExploreShop, look: OrderFilter) => Answer): Grouping => ({
  ask: ({ look }) => ask(look, saleStatuses), tell: (shop, { look }) => tell(shop, look),
});

const kpiScope = ({ look, today }: Asked) => ({ saleStatuses, today, filter: look });
const profileAt = (today: Day): Sql => customerProfileSql({ asOf: today, windowDays: null, status: "sales", saleStatuses }, true);
const whereOf = ({ filter, today }: Asked): Sql => filterSql(filter, { asOf: today, saleStatuses });
const axisOf = ({ isByMoney }: Asked) => (isByMoney ? "frequencyAndMonetary" : "frequency");
const [most, horizon, pageSize] = [6, 60, 10];

/** A period, that before it, all days and some months: windows that overlap, touch and lie beyond the data. */
const windowsOf = ({ from, to }: DaySpan): DaySpan[] => [{ from, to }, { from: 2 * from - to - 1, to: from - 1 }, { from: firstDay, to: lastDay }, ...monthSpans(firstMonth + 1, firstMonth + 7)];

export const groupings = {
  kpiWindow: { ask: (asked) => kpiSumsSql([asked.look.span], kpiScope(asked)), tell: (shop, { look, today }) => kpis.kpiSums(shop, [look.span], today, look) },
  kpiWindows: { ask: (asked) => kpiSumsSql(windowsOf(asked.look.span), kpiScope(asked)), tell: (shop, { look, today }) => kpis.kpiSums(shop, windowsOf(look.span), today, look) },
  repeatBuys: { ask: (asked) => repeatBuysSql(kpiScope(asked)), tell: (shop, { look }) => kpis.repeatBuys(shop, look) },
  revenueByPersona: { ask: (asked) => revenueByPersonaSql(kpiScope(asked)), tell: (shop, { look }) => kpis.revenueByPersona(shop, look) },
  personaSums: { ask: (asked) => personaSumsSql(kpiScope(asked)), tell: (shop, { look }) => kpis.personaSums(shop, look) },
  totals: ofLook(exploreTotalsSql, orders.totals),
  states: { ask: ({ today }) => choicesSql("state", today, saleStatuses), tell: (shop) => orders.choices(shop, "state") },
  categoryChoices: { ask: ({ today }) => choicesSql("category", today, saleStatuses), tell: (shop) => orders.choices(shop, "category") },
  byStatus: ofLook(ordersByStatusSql, orders.byStatus),
  byDay: ofLook(ordersByDaySql, orders.byDay),
  byHour: ofLook(ordersByHourSql, orders.byHour),
  amountSpread: ofLook(amountSpreadSql, orders.amountSpread),
  amountQuantiles: ofLook(amountQuantilesSql, orders.amountQuantiles),
  paymentTypes: ofLook(paymentTypesSql, orders.paymentTypes),
  installments: ofLook(installmentsSql, orders.installments),
  paymentQuantiles: ofLook(paymentQuantilesSql, orders.paymentQuantiles),
  categories: ofLook(categoriesSql, orders.categories),
  products: ofLook((look, statuses) => productsSql(look, statuses, most), (shop, look) => orders.products(shop, look, most)),
  orderCounts: ofLook(orderCountsSql, people.orderCounts),
  orderGaps: ofLook(orderGapsSql, people.orderGaps),
  repeatByCategory: ofLook((look, statuses) => repeatByCategorySql(look, statuses, horizon), (shop, look) => people.repeatByCategory(shop, look, horizon)),
  cohorts: ofLook(cohortsSql, people.cohorts),
  affinity: ofLook(affinitySql, people.affinity),
  places: ofLook(placesSql, service.places),
  cities: ofLook((look, statuses) => citiesSql(look, statuses, most), (shop, look) => service.cities(shop, look, most)),
  deliveryDays: ofLook(deliveryDaysSql, service.deliveryDays),
  serviceByMonth: ofLook(serviceByMonthSql, service.serviceByMonth),
  serviceByState: ofLook(serviceByStateSql, service.serviceByState),
  reviewByLateness: ofLook(reviewByLatenessSql, service.reviewByLateness),
  features: { ask: ({ scope }) => featuresSql(scope, featureNames), tell: (shop, { scope }) => features(shop, scope) },
  rfmGrid: { ask: (asked) => rfmGridSql(asked.scope, axisOf(asked)), tell: (shop, asked) => rfmGrid(shop, asked.scope, axisOf(asked)) },
  customerTotals: { ask: (asked) => overProfile(profileAt(asked.today), customerTotalsSql(whereOf(asked))), tell: (shop, { filter, today }) => customers.customerTotals(shop, filter, today) },
  customersPage: {
    ask: (asked) => overProfile(profileAt(asked.today), customersSql({ where: whereOf(asked), sort: asked.sort[0], direction: asked.sort[1], cursor: null, size: pageSize })),
    tell: (shop, { filter, today, sort }) => customers.customersPage(shop, filter, today, sort, pageSize), isOrdered: true,
  },
  customerRows: { ask: ({ today }) => overProfile(profileAt(today), sql`select * from customer_profile`), tell: (shop, { today }) => customers.customerRows(shop, today) },
  customerStates: { ask: ({ today }) => overProfile(profileAt(today), customerStatesSql), tell: (shop, { today }) => customers.customerStates(shop, today) },
} satisfies Record<string, Grouping>;

export const lastDay = firstDay + dayCount - 1;

/** The query of a question, and what plain loops over a shop of that day say to it. */
export function askedOf(question: Question): { query: Sql; tell: (shop: ExploreShop) => Answer; isOrdered: boolean } {
  const today = question.asOf ?? lastDay;
  const { look, scope, grouping: name, ...rest } = question;
  const asked: Asked = { ...rest, today, look: { ...look, asOf: today }, scope: { ...scope, asOf: today, saleStatuses } };
  const grouping: Grouping = groupings[name];
  return { query: grouping.ask(asked), tell: (shop) => grouping.tell(shop, asked), isOrdered: grouping.isOrdered === true };
}

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.oneof(fc.constant<T[]>([]), fc.subarray([...values], { minLength: 1 }));
const chosenOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) });
const range = (min: number, max: number) => fc.record({ min: fc.option(fc.integer({ min, max })), max: fc.option(fc.integer({ min, max })) });
const day = fc.integer({ min: firstDay, max: lastDay });
const [stateNames, categoryNames] = [["SP", "RJ", "MG"], ["toys", "auto", "garden_tools", "baby"]];
const cityNames = ["sp city 0", "sp city 1", "rj city 2"];

/** One thing asked of an order. */
const clause: fc.Arbitrary<Partial<OrderClause>> = fc.oneof(
  fc.record({ statuses: chosenOf(["delivered", "shipped", "canceled"]) }), fc.record({ days: range(firstDay, lastDay) }), fc.record({ weekdays: chosenOf([0, 2, 5, 6]) }),
  fc.record({ hours: chosenOf([8, 12, 20]) }), fc.record({ states: chosenOf(stateNames) }), fc.record({ cities: chosenOf(cityNames) }), fc.record({ mainCategories: chosenOf(categoryNames) }),
  fc.record({ categories: chosenOf([...categoryNames, "unknown"]) }), fc.record({ products: chosenOf(["p1", "p7", "p20", "p31"]) }), fc.record({ paymentTypes: chosenOf(["boleto", "voucher"]) }),
  fc.record({ installments: range(1, 6) }), fc.record({ amountCents: range(1500, 20_000) }), fc.record({ deliveryDays: range(0, 40) }),
  fc.record({ lateDays: fc.oneof(range(-20, 10), fc.constant("unknown" as const)) }), fc.record({ monthsSinceFirst: range(0, 6) }),
);

/** One thing asked of a customer. */
const condition: fc.Arbitrary<Partial<CustomerFilter>> = fc.oneof(
  fc.record({ search: fc.constantFrom("c1", "City 2", "sp ", "%") }), fc.record({ segments: chosenOf([0, 1, 2]) }), fc.record({ states: chosenOf(stateNames) }), fc.record({ cities: chosenOf(cityNames) }),
  fc.record({ spendCents: range(0, 40_000) }), fc.record({ recencyDays: range(0, 200) }), fc.record({ orderCount: range(1, 4) }), fc.record({ reviewScore: range(1, 5) }),
  fc.record({ lateDelivery: fc.constantFrom("ever" as const, "never" as const) }), fc.record({ lastOrderDays: range(firstDay, lastDay) }), fc.record({ secondCategories: chosenOf(categoryNames) }),
  fc.record({ gapDays: range(0, 60) }), fc.record({ coreOnly: fc.constant(true) }),
  fc.record({ rfmCell: fc.record({ recency: fc.integer({ min: 1, max: 5 }), second: fc.integer({ min: 1, max: 4 }), axis: fc.constantFrom("frequency" as const, "frequencyAndMonetary" as const) }) }),
  fc.oneof(fc.record({ days: range(firstDay, lastDay) }), fc.record({ states: chosenOf(stateNames) }), fc.record({ categories: chosenOf(categoryNames) })).map((part) => ({ firstOrder: { ...anyFirstOrder, ...part } })),
  { weight: 8, arbitrary: fc.array(clause, { minLength: 1, maxLength: 2 }).map((parts): Partial<CustomerFilter> => ({ order: Object.assign({}, anyOrder, ...parts) as OrderClause })) },
);

// the same names as `groupings`; `keyof` of a closed object
const names = Object.keys(groupings) as (keyof typeof groupings)[];

/** Questions as of the newest data or of one of the given days. */
export const questions = (days: readonly Day[]): fc.Arbitrary<Question> => fc.record({
  grouping: fc.constantFrom(...names),
  asOf: fc.constantFrom(null, ...days),
  look: fc.record({ span: fc.tuple(day, day).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })), states: some(stateNames), categories: some(categoryNames), segments: some([0, 1, 2]) }),
  filter: fc.array(condition, { maxLength: 2 }).map((parts): CustomerFilter => Object.assign({}, noFilter, ...parts) as CustomerFilter),
  sort: fc.tuple(fc.constantFrom(...customerSorts), fc.constantFrom("asc" as const, "desc" as const)),
  scope: fc.record({ windowDays: fc.option(fc.integer({ min: 20, max: 250 })), status: fc.constantFrom("delivered" as const, "sales" as const) }),
  isByMoney: fc.boolean(),
});
