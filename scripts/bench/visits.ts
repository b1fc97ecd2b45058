import type { BareQuery } from "./bare-queries";

/** An address that is asked for; `vary` makes it another each time, so that no answer is a remembered one. */
export type Visit = {
  name: string;
  address: string;
  vary: ((n: number) => string) | null;
  hasBar: boolean;
  /** the aggregate it answers, as a bare query */
  bare?: BareQuery;
};

const states = ["AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"];

/** Another set of states for every number: the bits of it, and São Paulo, so that there is always something to count. */
const otherStates = (n: number): string => `state=${states.filter((state, i) => state === "SP" || (n >> i) % 2 === 1).join(",")}`;
export const otherSpend = (n: number): string => `spend=${(n / 100).toFixed(2)}..`;

/** The same of the categories the sample shop sells most of. */
const kinds = ["bed_bath_table", "health_beauty", "sports_leisure", "furniture_decor", "computers_accessories", "housewares", "watches_gifts", "telephony", "garden_tools", "auto", "toys", "cool_stuff", "perfumery", "baby", "electronics", "stationery", "fashion_bags_accessories", "pet_shop"];
const otherCategories = (n: number): string => `category=${kinds.filter((kind, i) => i === 0 || (n >> (i - 1)) % 2 === 1).join(",")}`;
/** Some of eleven segments. */
const otherSegments = (n: number): string => `segment=${Array.from({ length: 11 }, (_, i) => i).filter((i) => i === n % 11 || (n >> i) % 2 === 1).join(",")}`;
const isoDay = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
/** A period of a year or so, of a length nobody asked for before. */
const otherPeriod = (n: number): string => `period=${isoDay(2017, 2, n % 97)}..${isoDay(2017, 2, 330 + (Math.floor(n / 97) % 180))}`;

/** A past day of the fourteen months before the sample's last nobody looked at before. */
const otherDay = (n: number): string => `asOf=${isoDay(2017, 5, 15 + ((n * 13) % 420))}`;
const aPastDay = "asOf=2018-03-15";

const others = { states: otherStates, categories: otherCategories, segments: otherSegments, periods: otherPeriod };
type Other = keyof typeof others;

const bareOf: Partial<Record<string, BareQuery>> = {
  "orders/days": "days", "payments/types": "payments", "products/categoriesByRevenue": "categories", "products/productsByRevenue": "categories",
  "places/states": "states", "service/reviews": "lateness", "retention/cohorts": "cohorts", "repeat/counts": "repeats",
};

/** Every figure of the exploration that asks a query of its own. */
const figures = [
  "orders/days", "orders/hours", "orders/statuses", "orders/amounts", "orders/quantiles", "payments/types", "payments/installments", "payments/values",
  "products/categoriesByRevenue", "products/productsByRevenue", "products/affinity", "places/states", "places/cities",
  "service/reviews", "service/months", "service/days", "service/states", "retention/cohorts", "repeat/counts", "repeat/gaps", "repeat/categories",
];

const explored = figures.map((figure): Visit => {
  const bare = bareOf[figure];
  return { name: `explore API, ${figure}, other states each time`, address: `/api/explore/${figure}?`, vary: otherStates, hasBar: true, ...(bare === undefined ? {} : { bare }) };
});

const varied = (name: string, address: string, wanted: readonly Other[]): Visit[] =>
  wanted.map((other) => ({ name: `${name}, other ${other} each time`, address: `${address}?`, vary: others[other], hasBar: true }));

const filters: readonly (readonly [name: string, filter: string])[] = [
  ["a payment type", "paid=boleto"], ["a category bought", "bought=health_beauty"], ["reviews", "review=1..2"], ["the state of the first order", "firstState=SP"], ["the category of the first order", "firstCategory=health_beauty"],
  ["the state of an order", "to=SP"], ["the period of an order", "ordered=2018-01-01..2018-03-31"], ["days to the door", "took=10.."],
  ["payment and category of one order", "paid=boleto&bought=bed_bath_table"], ["several things at once", "paid=boleto&bought=bed_bath_table&state=SP,RJ,MG&review=4..5"],
];

/** What programs, a manager and a marketer ask all day, one after the other. */
const asked: readonly Visit[] = [
  { name: "overview API", address: "/api/overview", vary: null, hasBar: true },
  { name: "overview API, other states each time", address: "/api/overview?", vary: otherStates, hasBar: true, bare: "kpis" },
  ...varied("overview API", "/api/overview", ["categories", "segments", "periods"]),
  { name: "overview movers API", address: "/api/overview/movers", vary: null, hasBar: true },
  ...varied("overview movers API", "/api/overview/movers", ["states", "categories", "segments", "periods"]),
  { name: "customers API", address: "/api/customers", vary: null, hasBar: true },
  { name: "customers API, another filter each time, latest first", address: "/api/customers?sort=recencyDays&dir=asc&", vary: otherSpend, hasBar: true },
  ...filters.map(([name, filter]): Visit => ({ name: `customers API, ${name} and another spend each time`, address: `/api/customers?${filter}&`, vary: otherSpend, hasBar: true })),
  ...explored,
  ...["orders/days", "payments/values", "products/productsByRevenue", "places/states"].flatMap((figure) => varied(`explore API, ${figure}`, `/api/explore/${figure}`, ["categories", "segments", "periods"])),
  { name: "overview API, as of a past day, other states each time", address: `/api/overview?${aPastDay}&`, vary: otherStates, hasBar: true },
  { name: "explore API, products/productsByRevenue, as of a past day, other states each time", address: `/api/explore/products/productsByRevenue?${aPastDay}&`, vary: otherStates, hasBar: true },
  { name: "customers API, as of a past day, another filter each time, latest first", address: `/api/customers?${aPastDay}&sort=recencyDays&dir=asc&`, vary: otherSpend, hasBar: true },
];

/** Each visitor asks something else: one after the other of those that are never the same. */
function byTurns(among: readonly Visit[]): (n: number) => string {
  return (n) => {
    const visit = among[n % among.length];
    return `${visit?.address.slice(1)}${visit?.vary?.(n) ?? ""}`;
  };
}

/** Visits under load. */
export const visits: readonly Visit[] = [
  ...asked,
  { name: "all of these by turns, another filter each time", address: "/", vary: byTurns(asked.filter(({ vary }) => vary !== null)), hasBar: true },
  { name: "overview page", address: "/overview", vary: null, hasBar: false },
  { name: "segments page", address: "/segments", vary: null, hasBar: false },
  { name: "customers page", address: "/customers", vary: null, hasBar: false },
];

const explorePages = ["", "/payments", "/products", "/places", "/service", "/retention", "/repeat"].map((page) => `explore${page}`);
const firstOf = (page: string, other: Other): Visit =>
  ({ name: `${page} page, first view of other ${other}, one visitor`, address: `/${page}?`, vary: (n) => others[other](n << 8), hasBar: true });
/** With every visit another day. */
const firstDayOf = (name: string, address: string, hasBar: boolean): Visit => ({ name: `${name}, first view of another past day, one visitor`, address: `${address}${address.includes("?") ? "&" : "?"}`, vary: otherDay, hasBar });

/** Pages whose first view with a filter or a past day nobody asked for before is timed, by one visitor. */
export const firstViews: readonly Visit[] = [
  ...(["states", "categories", "segments"] as const).map((other) => firstOf("overview", other)),
  ...explorePages.map((page) => firstOf(page, "states")),
  { name: "persona page, first view of another persona, one visitor", address: "/segments/", vary: (n) => String(n % 11), hasBar: true },
  // the page ends with who moved, which is streamed after the rest
  firstDayOf("overview API", "/api/overview", true), firstDayOf("overview page", "/overview", true),
  firstDayOf("overview page of a segment", "/overview?segment=0", true), firstDayOf("explore page of a segment", "/explore?segment=0", true), firstDayOf("persona page", "/segments/0", true),
  ...["segments", "explore", "explore/products", "explore/places", "customers"].map((page) => firstDayOf(`${page} page`, `/${page}`, true)),
  { name: "customers page, first view of a filter, one visitor", address: "/customers?", vary: (n) => otherSpend(n << 8), hasBar: true },
];
