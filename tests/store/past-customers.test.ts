import { afterAll, beforeAll, expect, test } from "vitest";
import { dayOfIso } from "@/lib/format/iso-day";
import { customerProfileSql, overProfile } from "@/lib/measure/customers";
import { unknownCategory } from "@/lib/types/customer-filter";
import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import { oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import type { CustomerProfiles } from "@/lib/workflows/customer-profile";
import { importStore } from "../support/import-store";
import { smallShop, type Table } from "../support/small-shop";

const shop = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { openCustomerProfiles } = await import("@/lib/workflows/customer-profile");
const { getShop } = await import("@/lib/store/shop");
const { currentSnapshot } = await import("@/lib/store/snapshots");

const more = (name: string, rows: Table): [string, Table] => [name, [...(smallShop[name] ?? []), ...rows]];
const order = (id: string, account: string, status: string, bought: string, delivered: string) => [id, account, status, `${bought} 10:00:00`, "", "", delivered === "" ? "" : `${delivered} 12:00:00`, "2018-03-05 00:00:00"];

/**
 * Beside ada (moves house, and a review of hers is replaced): dora buys once and all is known soon; a parcel of emil's is
 * long under way; frida reviews late; gil comes back; hugo moves by an order that is canceled; ida only ever cancels later; of jule's order no line is on record; a parcel of kim's
 * arrives after the last sale; lea buys once and replaces her review twice; mia has two accounts and buys with one.
 */
const people = {
  ...smallShop,
  ...Object.fromEntries([
    more("customers", [
      ["d1", "dora", "01001", "sao paulo", "SP"], ["e1", "emil", "01001", "sao paulo", "SP"], ["f1", "frida", "20001", "rio de janeiro", "RJ"],
      ["g1", "gil", "01001", "sao paulo", "SP"], ["g2", "gil", "01001", "sao paulo", "SP"], ["h1", "hugo", "01001", "sao paulo", "SP"], ["h2", "hugo", "30001", "belo horizonte", "MG"],
      ["i1", "ida", "30001", "belo horizonte", "MG"], ["i2", "ida", "30001", "belo horizonte", "MG"], ["j1", "jule", "01001", "sao paulo", "SP"], ["k1", "kim", "01001", "sao paulo", "SP"],
      ["l1", "lea", "01001", "sao paulo", "SP"], ["m1", "mia", "01001", "sao paulo", "SP"], ["m2", "mia", "30001", "belo horizonte", "MG"],
    ]),
    more("orders", [
      order("o10", "d1", "delivered", "2018-01-10", "2018-01-12"), order("o11", "e1", "delivered", "2018-01-11", "2018-03-09"), order("o12", "f1", "delivered", "2018-01-12", "2018-01-20"),
      order("o13", "g1", "delivered", "2018-01-13", "2018-01-15"), order("o14", "g2", "shipped", "2018-03-13", ""), order("o15", "h1", "delivered", "2018-01-14", "2018-01-20"),
      order("o16", "h2", "canceled", "2018-03-20", ""), order("o17", "i1", "delivered", "2018-01-15", "2018-01-16"), order("o18", "i2", "canceled", "2018-04-10", ""),
      order("o19", "j1", "delivered", "2018-01-16", "2018-01-18"), order("o20", "k1", "delivered", "2018-01-17", "2018-04-20"),
      order("o21", "l1", "delivered", "2018-01-18", "2018-01-20"), order("o22", "m1", "delivered", "2018-01-18", "2018-03-24"),
    ]),
    more("items", [["o10", "p1"], ["o11", "p2"], ["o12", "p3"], ["o13", "p1"], ["o14", "p2"], ["o15", "p2"], ["o17", "p3"], ["o20", "p1"], ["o21", "p1"], ["o22", "p2"]].map(([id = "", product = ""]) => [id, "1", product, "s1", "2018-01-18 00:00:00", "10.00", "2.50"])),
    more("payments", ["o10", "o11", "o12", "o13", "o14", "o15", "o17", "o19", "o20", "o21", "o22"].map((id) => [id, "1", "boleto", "1", "12.50"])),
    more("reviews", [["r5", "o12", "3", "", "", "2018-03-15 00:00:00", "2018-03-16 10:00:00"], ["r6", "o10", "5", "", "", "2018-01-14 00:00:00", "2018-01-15 10:00:00"], ["r7", "o21", "2", "", "", "2018-01-21 00:00:00", "2018-01-22 10:00:00"], ["r8", "o21", "4", "", "", "2018-03-13 00:00:00", "2018-03-14 10:00:00"],
      // the second of three; and one that was answered before the one it came after, which therefore stays
      ["r9", "o21", "3", "", "", "2018-02-01 00:00:00", "2018-02-02 10:00:00"], ["ra", "o22", "1", "", "", "2018-01-20 00:00:00", "2018-03-01 10:00:00"], ["rb", "o22", "5", "", "", "2018-02-10 00:00:00", "2018-02-11 10:00:00"]]),
  ]),
};

const everything = sql`select * from customer_profile order by customer_key`;
let snapshotId = 0;

beforeAll(async () => {
  await shop.importTables(people);
  snapshotId = (await currentSnapshot())?.id ?? 0;
});
afterAll(async () => {
  analytics().close();
  await shop.close();
});

const keptTables = async (): Promise<string[]> =>
  (await analytics().query<{ table_name: string }>(sql`select table_name from duckdb_tables() order by table_name`)).map((row) => row.table_name);

/** How it is worked out without the rows of today. */
const wholeAt = ({ scope, options }: CustomerProfiles): Promise<unknown[]> => analytics().query(overProfile(customerProfileSql(scope, false), everything), options);

test("before anybody looked at the newest data a past day's customers are worked out of that day's orders", async () => {
  const asOf = dayOfIso("2018-02-20") ?? 0;
  const profiles = await openCustomerProfiles(null, asOf);
  expect(await profiles.ask(everything)).toEqual(await wholeAt(profiles));
  expect((await keptTables()).filter((name) => name.includes("customer_profile"))).toEqual([expect.stringMatching(`^customer_profile_${asOf}_`)]);
});

/** What can be chosen, counted order by order. */
async function choicesAt(asOf: number) {
  const { saleStatuses } = await getShop();
  const isSale = sql`day <= ${asOf} and ${oneOf("status", saleStatuses)}`;
  const count = (choice: Sql, table: string, where: Sql) =>
    analytics().query(sql`select ${choice} as choice, count(distinct customer_key) as customers from ${rawSql(table)} where ${where} group by 1 order by 2 desc, 1`, { snapshotId, asOf });
  const [categories, payments, statuses] = await Promise.all([
    count(sql`coalesce(category, ${unknownCategory})`, "items", isSale), count(sql`type`, "payments", isSale),
    count(sql`status`, "orders", sql`customer_key in (select customer_key from orders where ${isSale})`),
  ]);
  return { categories, payments, statuses };
}

/** Days before, between and after the events: how many customers there were, and of how many something became known since. */
const days = [["2018-01-10", 1, 1], ["2018-01-14", 5, 4], ["2018-01-19", 11, 9], ["2018-01-24", 11, 9], ["2018-03-08", 11, 9], ["2018-03-12", 11, 8], ["2018-03-14", 11, 6], ["2018-03-19", 11, 5], ["2018-03-25", 11, 2]] as const;

test("afterwards they are put together of today's rows and of those alone that changed since, and are the same row by row", async () => {
  const today = await openCustomerProfiles(null);
  expect(await today.ask(everything)).toEqual(await wholeAt(today));
  const found: (string | number)[][] = [];
  for (const [day] of days) {
    const asOf = dayOfIso(day) ?? 0;
    const profiles = await openCustomerProfiles(null, asOf);
    const rows = await profiles.ask<CustomerProfileFact>(everything);
    expect(rows, day).toEqual(await wholeAt(profiles));
    const some = rows.filter((_, i) => i % 2 === 0);
    const byKey = (a: { customer_key: number }, b: { customer_key: number }): number => a.customer_key - b.customer_key;
    expect((await profiles.rowsOf([...some.map((row) => row.customer_key), -1])).sort(byKey), day).toMatchObject(some.map(({ customer_key, recency_days, segment }) => ({ customer_key, recency_days, segment })));
    expect(await profiles.rowsOf([]), day).toEqual([]);
    const whole = await profiles.whole();
    expect(whole.choices, day).toMatchObject(await choicesAt(asOf));
    // counted beside the assignment, without the members
    expect(await (await openCustomerProfiles(null, asOf, true)).whole(), day).toEqual(whole);
    const [changed = ""] = (await keptTables()).filter((name) => name.includes(`customer_profile_${asOf}_`));
    const [count] = await analytics().query<{ n: number }>(sql`select count(*) as n from ${rawSql(changed)}`, { snapshotId, asOf });
    found.push([day, rows.length, count?.n ?? 0]);
  }
  expect(found).toEqual(days);
  const scores = [];
  for (const day of ["2018-01-19", "2018-01-24", "2018-03-08", "2018-03-14"]) {
    const { ask } = await openCustomerProfiles(null, dayOfIso(day) ?? 0);
    scores.push(await ask(sql`select external_id, mean_review_score from customer_profile where external_id in ('lea', 'mia') order by external_id`));
  }
  expect(scores.map((rows) => rows.map((row) => (row as CustomerProfileFact).mean_review_score))).toEqual([[null, null], [2, 1], [3, 1], [4, 1]]);
});
