import fc from "fast-check";
import { expect, test } from "vitest";
import { filterWords } from "@/components/customers/filter-words";
import { columnsOf, cursorOf, customersLink, filterOf, fromTheTop, isFiltered, loadCustomersParams, paramsOf, withColumns, withoutFilters } from "@/components/customers/search-params";
import { defaultColumns } from "@/lib/types/customer-columns";
import { anyOrder, type CustomerFilter, noFilter, type Range } from "@/lib/types/customer-filter";

const shop = { minorUnits: 2 };
const load = (query: string) => loadCustomersParams(new URLSearchParams(query));

test("a bare address shows everybody, dearest first", () => {
  const params = load("");
  expect(filterOf(params, shop)).toEqual(noFilter);
  expect([params.sort, params.dir, cursorOf(params), isFiltered(params)]).toEqual(["revenueCents", "desc", null, false]);
});

test("an address holds the whole view and comes back the same", () => {
  const query = "q=campinas&segment=3,5&state=SP,RJ&spend=300..&days=..90&orders=2..3&consent=yes&core=true&cell=R4FM2&sort=city&dir=asc&after=santos~77&cols=city,orderCount&segmentation=4";
  const params = load(query);
  expect(filterOf(params, shop)).toEqual({
    ...noFilter, search: "campinas", segments: [3, 5], states: ["SP", "RJ"], spendCents: { min: 30_000, max: null },
    recencyDays: { min: null, max: 90 }, orderCount: { min: 2, max: 3 }, emailConsent: "yes", coreOnly: true, rfmCell: { recency: 4, second: 2, axis: "frequencyAndMonetary" },
  });
  expect(cursorOf(params)).toEqual({ side: "after", value: "santos", key: 77 });
  expect(load(customersLink("", params).slice(1))).toEqual(params);
});

test("nonsense in an address is as if it were not there", () => {
  const params = load("spend=abc&days=5&sort=drop&dir=up&consent=maybe&after=12&segment=x&orders=..&cell=R9F1&before=a~b");
  expect(filterOf(params, shop)).toEqual(noFilter);
  expect(cursorOf(params)).toBeNull();
  expect(params.sort).toBe("revenueCents");
});

test("columns come in the order the address gives, the customer first; unknown ones and repeats are left out", () => {
  expect(columnsOf(load(""))).toEqual(defaultColumns);
  expect(columnsOf(load("cols=city,drop,orderCount,city,externalId"))).toEqual(["externalId", "city", "orderCount"]);
  expect(withColumns(defaultColumns)).toEqual({ cols: [] });
  expect(columnsOf(load(customersLink("", withColumns(["externalId", "city"])).slice(1)))).toEqual(["externalId", "city"]);
});

test("a cursor must be of the kind its column is", () => {
  expect(cursorOf(load("sort=orderCount&before=santos~7"))).toBeNull();
  expect(cursorOf(load("sort=orderCount&before=3~7"))).toEqual({ side: "before", value: 3, key: 7 });
});

test("a change of filter starts again at the first row", () => {
  const params = fromTheTop(load("after=5~1&sort=orderCount"), { core: true });
  expect([cursorOf(params), params.core, params.sort, isFiltered(params)]).toEqual([null, true, "orderCount", true]);
});

test("any cursor survives the address", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(), (city, mean, key) => {
      for (const [sort, value] of [["city", city], ["meanReviewScore", mean]] as const) {
        const link = customersLink("", { sort, after: { value: String(value), key } });
        expect(cursorOf(load(link.slice(1)))).toEqual({ side: "after", value: Object.is(value, -0) ? 0 : value, key });
      }
    }),
  );
});

const range = (of: fc.Arbitrary<number>): fc.Arbitrary<Range> =>
  fc.record({ min: fc.option(of), max: fc.option(of) });
const whole = range(fc.nat(100_000));
const words = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom("a", "é", ",", " ", "&", "+", "%", "~", "_") }), { maxLength: 3 });
const someOrder = fc.record({
  statuses: words, days: whole, weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 })), hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 })), states: words, cities: words,
  mainCategories: words, categories: words, products: words, paymentTypes: words, installments: whole, amountCents: whole, deliveryDays: whole,
  lateDays: fc.oneof(fc.constant("unknown" as const), range(fc.integer({ min: -500, max: 500 }))), monthsSinceFirst: whole,
});
const someFilter: fc.Arbitrary<CustomerFilter> = fc.record({
  search: fc.constantFrom(null, "ada", "são paulo"), segments: fc.uniqueArray(fc.nat(20), { maxLength: 4 }), states: words, cities: words, spendCents: whole,
  recencyDays: whole, orderCount: whole, reviewScore: range(fc.integer({ min: 2, max: 10 }).map((n) => n / 2)), lateDelivery: fc.constantFrom(null, "ever" as const, "never" as const),
  firstOrder: fc.record({ days: whole, states: words, categories: words }), lastOrderDays: whole, secondCategories: words, gapDays: whole, order: fc.oneof(fc.constant(anyOrder), someOrder),
  emailConsent: fc.constantFrom(null, "yes" as const, "no" as const, "unknown" as const),
  rfmCell: fc.constantFrom(null, { recency: 1, second: 5, axis: "frequency" as const }), coreOnly: fc.boolean(),
});

test("any filter survives the address", () => {
  fc.assert(
    fc.property(someFilter, (filter) => {
      const link = customersLink("", paramsOf(filter, shop));
      expect(filterOf(load(link.replace(/^\?/, "")), shop)).toEqual(filter);
    }),
  );
});

test("a chip says where nobody has what an old view or link asks for", () => {
  const here = { states: [], cities: [{ choice: "campinas", customers: 3 }], categories: [{ choice: "toys", customers: 3 }], payments: [], statuses: [] };
  const value = (query: string) => filterWords(load(query), new Map(), { currency: "BRL", minorUnits: 2, locale: "en" }, here).map((word) => word.value);
  expect(value("city=campinas,atlantis")).toEqual(["Campinas, Atlantis (nobody)"]);
  expect(value("bought=toys,fax")).toEqual(["Toys, Fax (nobody)"]);
  expect(value("state=ZZ")).toEqual(["ZZ (nobody)"]);
});

test("whatever an address asks, clearing leaves everybody, and every filter in it is read aloud with the change that takes it away", () => {
  fc.assert(
    fc.property(someFilter, (filter) => {
      const params = load(customersLink("", paramsOf(filter, shop)).replace(/^\?/, ""));
      expect(filterOf({ ...params, ...withoutFilters }, shop)).toEqual(noFilter);
      const spoken = filterWords(params, new Map(), { currency: "BRL", minorUnits: 2, locale: "en" });
      expect(spoken.length > 0).toBe(isFiltered(params));
      expect(isFiltered(spoken.reduce((left, word) => ({ ...left, ...word.without }), params))).toBe(false);
    }),
  );
});
