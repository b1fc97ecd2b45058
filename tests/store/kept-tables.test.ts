import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { smallShop, writeTables } from "../support/small-shop";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { openDuck } = await import("@/lib/analytics/duck");
const { KeptTables } = await import("@/lib/analytics/kept-tables");
const { isOfPastDay } = await import("@/lib/analytics/schemas");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { keepable, rawSql, sql } = await import("@/lib/types/sql");
const engine = openAnalytics();

beforeAll(async () => {
  migrateStore();
  await importOrders({ paths: [writeTables(path.join(data.folder, "files"), smallShop)], actor: "cli:test" });
});

afterAll(async () => {
  engine.close();
  await closeStore();
  data.remove();
});

const count = (name: string) => engine.query<{ n: number }>(sql`select count(*) as n from ${rawSql(name)}`);

test("a kept answer is worked out once and can be named by later queries", async () => {
  await Promise.all([1, 2, 3].map(() => engine.keep("paid", sql`select * from orders where amount_cents > ${2000}`)));
  expect(await count("paid")).toEqual([{ n: 3 }]);
  await engine.keep("paid", sql`select 1 as other`);
  expect(await count("paid")).toEqual([{ n: 3 }]);
});

test("only the last used are kept, as many as there may be", async () => {
  const small = openAnalytics({ keptTables: 8 });
  const there = (name: string) => small.query(sql`select count(*) as n from ${rawSql(name)}`);
  for (const name of ["a", "b", ...Array.from({ length: 6 }, (_, i) => `c${i}`)]) await small.keep(name, sql`select 1 as one`);
  await small.keep("a", sql`select 1 as one`);
  await small.keep("d", sql`select 1 as one`);
  expect(await there("a")).toEqual([{ n: 1 }]);
  await expect(there("b")).rejects.toThrow(/does not exist/);
  small.close();
});

test("a kept answer has one row per key, or it is refused", async () => {
  await engine.keep("by_order", sql`select order_key, amount_cents from orders`, {}, "order_key");
  const [first] = await engine.query<{ order_key: number; amount_cents: number }>(sql`select * from by_order order by order_key limit 1`);
  expect(await engine.query(sql`select * from by_order where order_key in (${first?.order_key ?? -1}, ${-2})`)).toEqual([first]);
  await expect(engine.keep("twice", sql`select 1 as one from orders`, {}, "one")).rejects.toThrow(/duplicate/i);
});

test("a wide relation of a run is kept of the newest data, and read in place of a past day", async () => {
  const apart = openAnalytics();
  const wide = sql`select count(*) as n, sum(amount) as total from (${keepable(sql`select amount_cents as amount from (${keepable(sql`select * from orders`)}) as o where amount_cents > ${100}`, "newest", sql`amount_cents`)}) as w where amount < ${1_000_000}`;
  const tables = async () => (await apart.query<{ n: number }>(sql`select count(*) as n from duckdb_tables() where table_name like 'part_%'`))[0]?.n;
  const [last] = await apart.query<{ day: number }>(sql`select max(day) as day from orders`);
  const asOf = (last?.day ?? 0) - 1;
  expect(await apart.query(wide, { asOf, keepsParts: true })).toEqual(await apart.query(wide, { asOf }));
  // the one it reads, and not itself
  expect(await tables()).toBe(1);
  expect(await apart.query(wide, { keepsParts: true })).toEqual(await apart.query(wide));
  expect(await tables()).toBe(3);
  apart.close();
});

test("a query that fails is kept by nobody, and a name is never SQL", async () => {
  await expect(engine.keep("broken", sql`select nothing_there from orders`)).rejects.toThrow();
  await engine.keep("broken", sql`select 1 as one`);
  expect(await count("broken")).toEqual([{ n: 1 }]);
  await expect(engine.keep("x; drop", sql`select 1 as one`)).rejects.toThrow(RangeError);
});

test("a marked select is worked out once for all who contain it, marked ones inside it first", async () => {
  const inner = keepable(sql`select order_key, amount_cents from orders where amount_cents > ${1000}`);
  const outer = keepable(sql`select amount_cents as cents from (${inner}) as o where amount_cents < ${100_000}`);
  const asked = sql`select sum(cents) as total, ${7} as seven from (${outer}) as x where cents > ${0}`;
  const [plain] = await engine.query<{ total: number; seven: number }>(asked);
  expect(plain?.total).toBeGreaterThan(0);
  // all at once, beside a query of the inner one
  const answers = await Promise.all([1, 2, 3].map(() => engine.query(asked, { keepsParts: true })));
  expect(answers).toEqual([[plain], [plain], [plain]]);
  const [direct] = await engine.query<{ n: number }>(sql`select count(*) as n from (${inner}) as o`);
  expect(await engine.query(sql`select count(*) as n from (${inner}) as o`, { keepsParts: true })).toEqual([direct]);
  const parts = await engine.query<{ n: number }>(sql`select count(*) as n from duckdb_tables() where table_name like 'part_%'`);
  expect(parts).toEqual([{ n: 2 }]);
});

test("facts are kept once for all days, and a past day sees of them what its own tables tell", async () => {
  const facts = keepable(sql`select order_key, day, amount_cents, delivered_day, delivered_days, late_days, review_score, review_day from orders order by day`, "facts");
  const lines = keepable(sql`select o.day as day, o.amount_cents as amount_cents, i.price_cents as price_cents from items as i join (${facts}) as o on o.order_key = i.order_key`, "facts");
  const [span] = await engine.query<{ first: number; last: number }>(sql`select min(day) as first, max(day) as last from orders`);
  if (span === undefined) throw new Error("no orders");
  const tables = async () => (await engine.query<{ n: number }>(sql`select count(*) as n from duckdb_tables() where table_name like 'part_%'`))[0]?.n ?? 0;
  const before = await tables();
  const seen = new Set<string>();
  for (const asOf of [undefined, span.last - 1, span.last - 7, span.first]) {
    const day = asOf === undefined ? {} : { asOf };
    for (const asked of [sql`select * from (${facts}) as f order by order_key`, sql`select * from (${lines}) as l order by day, amount_cents, price_cents`]) {
      const then = await engine.query(asked, day);
      expect(await engine.query(asked, { ...day, keepsParts: true })).toEqual(then);
      seen.add(JSON.stringify(then));
    }
  }
  // the days differ, so each was seen as of itself
  expect(seen.size).toBeGreaterThan(4);
  expect((await tables()) - before).toBe(2);
});

test("kept facts with half of what is learned later of an order are refused on a past day", async () => {
  const half = keepable(sql`select order_key, day, review_score from orders`, "facts");
  await expect(engine.query(sql`select * from (${half}) as h`, { asOf: 17_000, keepsParts: true })).rejects.toThrow(RangeError);
});

test("tables under way, which lie uncompressed, do not push out others", async () => {
  const small = openAnalytics({ keptBytes: 4_000_000 });
  const flat = (n: number) => sql`select ${n} as a, ${n} as b, ${n} as c from range(400000)`;
  for (const name of ["first", "second"]) await small.keep(name, sql`select ${name} as word`);
  await Promise.all([1, 2, 3, 4].map((n) => small.keep(`flat_${n}`, flat(n))));
  for (const name of ["first", "second", "flat_1"]) expect(await small.query(sql`select count(*) as n from ${rawSql(name)}`)).toHaveLength(1);
  small.close();
});

test("tables beyond their share of the memory make room for later ones, and a query finds its answer all the same", async () => {
  const small = openAnalytics({ keptBytes: 8_000_000 });
  const wide = (n: number) => keepable(sql`select range as a, hash(range + ${n}) as b from range(200000)`);
  for (let n = 0; n < 12; n++) {
    expect(await small.query(sql`select count(*) as n from (${wide(n)}) as w`, { keepsParts: true })).toEqual([{ n: 200_000 }]);
  }
  const tables = await small.query<{ n: number }>(sql`select count(*) as n from duckdb_tables() where table_name like 'part_%'`);
  expect(tables[0]?.n).toBeLessThan(12);
  small.close();
});

test("what cannot be compressed yet, since somebody else writes, pushes nothing out", async () => {
  const instance = await openDuck({ memoryMb: 500, threads: 1, temporary: data.folder });
  const [own, other] = [await instance.connect(), await instance.connect()];
  await own.run("attach ':memory:' as kept (compress)");
  const tables = new KeptTables("kept", 4_000_000, 1000);
  const keep = (n: number) => tables.keep(`kept.t${n}`, sql`select range % 7 as a, hash(range + ${n}) as b from range(200000)`, (make) => make(own));
  const isThere = (n: number): boolean => tables.find(`kept.t${n}`) !== undefined;
  await other.run("begin");
  await other.run("create table kept.busy as select 1 as one");
  for (const n of [0, 1, 2, 3]) await keep(n);
  expect([0, 1, 2, 3].map(isThere)).toEqual([true, true, true, true]);
  await other.run("commit");
  await keep(4);
  expect([0, 3, 4].map(isThere)).toEqual([false, true, true]);
  for (const connection of [own, other]) connection.closeSync();
  instance.closeSync();
});

test("tables of past days make room before those most pages stand on, but for the last used", async () => {
  const instance = await openDuck({ memoryMb: 500, threads: 1, temporary: data.folder });
  const own = await instance.connect();
  await own.run("attach ':memory:' as kept (compress)");
  for (const schema of ["snapshot_1", "snapshot_1_day_9"]) await own.run(`create schema kept.${schema}`);
  const tables = new KeptTables("kept", 1_000_000_000, 30, isOfPastDay);
  const keep = (name: string) => tables.keep(name, sql`select 1 as one`, (make) => make(own));
  const base = [1, 2, 3, 4].map((n) => `kept.snapshot_1.part_${n}`);
  const days = Array.from({ length: 40 }, (_, n) => `kept.snapshot_1_day_9.part_${n}`);
  for (const name of [...base, ...days]) await keep(name);
  expect(base.every((name) => tables.find(name) !== undefined)).toBe(true);
  expect(days.map((name) => tables.find(name) !== undefined)).toEqual(days.map((_, n) => n >= 14));
  for (let n = 0; n < 8; n++) await keep(`kept.snapshot_1.more_${n}`);
  // two dozen of them stay, then the longest unused of all goes
  expect([tables.find(base[0] ?? ""), tables.find(base[3] ?? "")].map((one) => one !== undefined)).toEqual([false, false]);
  expect(days.filter((name) => tables.find(name) !== undefined)).toHaveLength(22);
  own.closeSync();
  instance.closeSync();
});

test("what past days are corrected by is two small tables for all of them, whatever else makes room", async () => {
  const small = openAnalytics({ keptBytes: 1 });
  const look = (asOf: number) => small.query(sql`select * from orders order by order_key`, { asOf });
  const [span] = await engine.query<{ last: number }>(sql`select max(day) as last from orders`);
  const days = [1, 2, 3, 4].map((back) => (span?.last ?? 0) - back);
  const first = [];
  for (const day of days) first.push(await look(day));
  for (const [i, day] of days.entries()) expect(await look(day)).toEqual(first[i]);
  const tables = await small.query<{ n: number }>(sql`select count(*) as n from duckdb_tables() where table_name in ('earlier_homes', 'replaced_reviews')`);
  expect(tables).toEqual([{ n: 2 }]);
  small.close();
});

test("a query is interrupted by its signal, and holds up neither a small one nor what is known", async () => {
  const stop = new AbortController();
  const endless = engine.query(sql`select count(*) as n from range(3000000) a, range(3000000) b where (a.range + b.range) % 7 = 1`, { signal: stop.signal });
  const ended = endless.then(() => "answered", () => "interrupted");
  const began = performance.now();
  expect(await count("orders")).toHaveLength(1);
  await engine.keep("paid", sql`select 1 as one`);
  expect(performance.now() - began).toBeLessThan(8000);
  stop.abort();
  expect(await ended).toBe("interrupted");
  expect(performance.now() - began).toBeLessThan(12_000);
});

test("tables that take long to make, and rows read long, hold up no quick answer, whoever waits for them", async () => {
  const stop = new AbortController();
  const endless = (n: number) => sql`select count(*) as n from range(3000000) a, range(3000000) b where (a.range + b.range) % 7 = ${n}`;
  const long = [
    ...[0, 1, 2, 0].map((n) => engine.keep(`endless_${n}`, endless(n), { signal: stop.signal })),
    ...[3, 4].map((n) => engine.blocks(endless(n), () => undefined, { signal: stop.signal })),
  ].map((one) => one.then(() => "answered", () => "interrupted"));
  const began = performance.now();
  expect(await Promise.all([1, 2, 3, 4, 5].map(() => count("orders")))).toHaveLength(5);
  expect(performance.now() - began).toBeLessThan(8000);
  stop.abort();
  expect(new Set(await Promise.all(long))).toEqual(new Set(["interrupted"]));
});
