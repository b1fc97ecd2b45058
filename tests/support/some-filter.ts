import fc from "fast-check";
import { anyFirstOrder, anyOrder, type CustomerFilter, type OrderClause, type Range } from "@/lib/types/customer-filter";
import { dayCount, firstDay } from "./explore-shop";

const between = (least: number, most: number): fc.Arbitrary<Range> =>
  fc.record({ min: fc.option(fc.integer({ min: least, max: most })), max: fc.option(fc.integer({ min: least, max: most })) });
const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const days = between(firstDay, firstDay + dayCount);
const states = some("SP", "RJ", "MG", "nowhere");
const cities = some("sp city 0", "rj city 1", "mg city 2");
const categories = some("toys", "auto", "garden_tools", "baby", "unknown");

/** One field of a customer's filter at a time. */
export const oneField: fc.Arbitrary<Partial<CustomerFilter>> = fc.oneof(
  fc.record({ search: fc.constantFrom("c1", "city 2", "SP", "%") }),
  fc.record({ segments: some(0, 1, 2, 7) }),
  fc.record({ states }),
  fc.record({ cities }),
  fc.record({ spendCents: between(0, 60_000) }),
  fc.record({ recencyDays: between(0, dayCount) }),
  fc.record({ orderCount: between(1, 6) }),
  fc.record({ reviewScore: between(1, 5) }),
  fc.record({ lateDelivery: fc.constantFrom("ever" as const, "never" as const) }),
  fc.record({ lastOrderDays: days }),
  fc.record({ gapDays: between(0, 100) }),
  fc.record({ secondCategories: categories }),
  fc.record({ emailConsent: fc.constantFrom("yes" as const, "no" as const) }),
  fc.oneof(days.map((range) => ({ days: range })), states.map((list) => ({ states: list })), categories.map((list) => ({ categories: list }))).map((first) => ({ firstOrder: { ...anyFirstOrder, ...first } })),
);

/** One to three conditions on one order. */
export const someClause: fc.Arbitrary<Partial<OrderClause>> = fc
  .array(
    fc.oneof(
      fc.record({ statuses: some("delivered", "shipped", "canceled") }),
      fc.record({ days }),
      fc.record({ weekdays: some(0, 1, 2, 3, 4, 5, 6) }),
      fc.record({ hours: some(3, 12, 20) }),
      fc.record({ states }),
      fc.record({ cities }),
      fc.record({ mainCategories: categories }),
      fc.record({ categories }),
      fc.record({ products: some("p1", "p7", "p30") }),
      fc.record({ paymentTypes: some("credit_card", "boleto", "voucher") }),
      fc.record({ installments: between(1, 6) }),
      fc.record({ amountCents: between(0, 20_000) }),
      fc.record({ deliveryDays: between(0, 40) }),
      fc.record({ lateDays: fc.oneof(between(-20, 10), fc.constant("unknown" as const)) }),
      fc.record({ monthsSinceFirst: between(0, 9) }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts): Partial<OrderClause> => Object.assign({}, ...parts));

export const someFilter: fc.Arbitrary<Partial<CustomerFilter>> = fc.oneof(oneField, someClause.map((clause) => ({ order: { ...anyOrder, ...clause } })));
