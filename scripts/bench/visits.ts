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
const otherSpend = (n: number): string => `spend=${(n / 100).toFixed(2)}..`;

const figures: readonly { figure: string; bare: BareQuery }[] = [
  { figure: "orders/days", bare: "days" },
  { figure: "payments/types", bare: "payments" },
  { figure: "products/categoriesByRevenue", bare: "categories" },
  { figure: "products/productsByRevenue", bare: "categories" },
  { figure: "places/states", bare: "states" },
  { figure: "service/reviews", bare: "lateness" },
  { figure: "retention/cohorts", bare: "cohorts" },
  { figure: "repeat/counts", bare: "repeats" },
];

const explored = figures.map(({ figure, bare }): Visit => ({
  name: `explore API, ${figure}, other states each time`, address: `/api/explore/${figure}?`, vary: otherStates, hasBar: true, bare,
}));

/** Visits under load: what programs, a manager and a marketer ask all day. */
export const visits: readonly Visit[] = [
  { name: "overview API", address: "/api/overview", vary: null, hasBar: true },
  { name: "overview API, other states each time", address: "/api/overview?", vary: otherStates, hasBar: true, bare: "kpis" },
  { name: "customers API", address: "/api/customers", vary: null, hasBar: true },
  { name: "customers API, another filter each time, latest first", address: "/api/customers?sort=recencyDays&dir=asc&", vary: otherSpend, hasBar: true },
  ...explored,
  { name: "overview page", address: "/overview", vary: null, hasBar: false },
  { name: "segments page", address: "/segments", vary: null, hasBar: false },
  { name: "customers page", address: "/customers", vary: null, hasBar: false },
];

/** Pages whose first view with a filter nobody asked for before is timed, by one visitor. */
export const firstViews: readonly Visit[] = ["overview", "explore", "explore/products", "explore/places", "explore/retention", "explore/repeat"].map((page) => ({
  name: `${page} page, first view of a filter, one visitor`, address: `/${page}?`, vary: (n) => otherStates(n << 8), hasBar: true,
}));
