import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsOf, cursorOf, customersLink, filterOf, fromTheTop, isFiltered, loadCustomersParams, withColumns } from "@/components/customers/search-params";
import { defaultColumns } from "@/lib/types/customer-columns";
import { noFilter } from "@/lib/types/customer-filter";

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
