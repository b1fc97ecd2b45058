import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { smallShop, writeTables } from "../support/small-shop";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { rawSql, sql } = await import("@/lib/types/sql");
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

test("only the last few used are kept", async () => {
  for (const name of ["a", "b", "c"]) await engine.keep(name, sql`select 1 as one`);
  await engine.keep("paid", sql`select 1 as one`);
  await engine.keep("d", sql`select 1 as one`);
  expect(await count("paid")).toEqual([{ n: 3 }]);
  await expect(count("a")).rejects.toThrow(/does not exist/);
});

test("a kept answer has one row per key, or it is refused", async () => {
  await engine.keep("by_order", sql`select order_key, amount_cents from orders`, {}, "order_key");
  const [first] = await engine.query<{ order_key: number; amount_cents: number }>(sql`select * from by_order order by order_key limit 1`);
  expect(await engine.query(sql`select * from by_order where order_key in (${first?.order_key ?? -1}, ${-2})`)).toEqual([first]);
  await expect(engine.keep("twice", sql`select 1 as one from orders`, {}, "one")).rejects.toThrow(/duplicate/i);
});

test("a query that fails is kept by nobody, and a name is never SQL", async () => {
  await expect(engine.keep("broken", sql`select nothing_there from orders`)).rejects.toThrow();
  await engine.keep("broken", sql`select 1 as one`);
  expect(await count("broken")).toEqual([{ n: 1 }]);
  await expect(engine.keep("x; drop", sql`select 1 as one`)).rejects.toThrow(RangeError);
});
