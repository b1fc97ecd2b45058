import { setImmediate as soon } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { sql } from "@/lib/types/sql";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { openDuck, readColumns } = await import("@/lib/analytics/duck");
const { membershipFile, writeMemberships } = await import("@/lib/analytics/memberships");
const { analytics } = await import("@/lib/analytics/engine");
const { countedPeople } = await import("@/lib/workflows/day-people");
const { membersAsOf, segmentationAsOf } = await import("@/lib/workflows/assign-as-of");

const instance = await openDuck({ memoryMb: 500, threads: 1, temporary: data.folder });
const connection = await instance.connect();
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  data.remove();
});

const readFile = (file: string) => readColumns(connection, { text: `select * from '${file}'`, values: [] });

test("numbers of every type come out of the engine as they are, a null as NaN, also over many blocks", async () => {
  const columns = await readColumns(connection, sql`
    select i, i * 10000000000 as big, i / 4.0 as part, cast(i as smallint) as small, cast(i as hugeint) as huge, cast(i as decimal(9, 2)) as money, case when i % 3 = 0 then i end as gap, 'w' || i as word
    from (select cast(range as integer) as i from range(-2500, 2500)) as numbers order by i`);
  const i = Array.from({ length: 5000 }, (_, at) => at - 2500);
  expect(columns.i).toEqual(Float64Array.from(i));
  expect(columns.big).toEqual(Float64Array.from(i, (n) => n * 1e10));
  expect(columns.part).toEqual(Float64Array.from(i, (n) => n / 4));
  for (const name of ["small", "huge", "money"]) expect(columns[name]).toEqual(Float64Array.from(i));
  expect(columns.gap).toEqual(Float64Array.from(i, (n) => (n % 3 === 0 ? n : NaN)));
  expect(columns.word).toEqual(i.map((n) => `w${n}`));
});

test("members are read back as they were written; those that do not ascend or differ in length are refused", async () => {
  const customerKeys = Array.from({ length: 5000 }, (_, i) => 3 * i);
  const members = {
    customerKeys, segments: Int32Array.from(customerKeys, (key) => key % 4), runnerUps: null,
    margins: Float64Array.from(customerKeys, (key) => (key % 7 === 0 ? NaN : 1 / key)), rScores: Uint8Array.from(customerKeys, (key) => key % 5), fScores: null, mScores: null,
  };
  await writeMemberships(1, members);
  const read = await readFile(membershipFile(1));
  expect([read.customer_key, read.segment, read.margin, read.r_score]).toEqual([customerKeys, members.segments, members.margins, members.rScores].map((column) => Float64Array.from(column)));
  expect(read.runner_up).toEqual(new Float64Array(5000).fill(NaN));
  await expect(writeMemberships(2, { ...members, segments: [1] })).rejects.toThrow("differ in length");
  await expect(writeMemberships(2, { ...members, customerKeys: customerKeys.toReversed() })).rejects.toThrow("ascending customer");
});

const zScore = (mean: number, deviation: number) => ({ circle: null, imputedWith: null, imputedRows: 0, low: null, high: null, scale: { kind: "zScore", mean, deviation } }) as const;
const centroids = Array.from({ length: 11 }, (_, c) => [Math.sin(c) * 2, Math.cos(c), Math.sin(3 * c)]);
/** The parts of a run that assigning reads. */
const run = {
  id: 7, method: "kmeans", centroids, asOf: 900, windowDays: null, status: "sales", cuts: { recencyDays: [100, 200, 300], orderCount: [1, 1, 1], revenueCents: [5000, 10_000, 20_000] },
  transform: { columns: [{ feature: "recencyDays", log: false, ...zScore(300, 150) }, { feature: "orderCount", log: true, ...zScore(0.7, 0.1) }, { feature: "revenueCents", log: true, ...zScore(9, 1) }] },
  segments: centroids.map((_, index) => ({ index, name: `S${index}` })),
} as unknown as Segmentation;

const buyers = 400_000;

/** What was taken of them at all. */
const sold = { keys: new Set<number>(), revenueCents: 0 };

/** Sales as the engine would hand them over, a block at a time. */
async function salesOf(take: (columns: Record<string, Float64Array>) => void): Promise<void> {
  const random = createRandom(5);
  for (let from = 0; from < buyers; from += 2000) {
    const each = (value: (i: number) => number) => Float64Array.from({ length: 2000 }, (_, i) => value(from + i));
    const sales = { customer_key: each((i) => (i % 40 === 0 ? i : i + 1)), day: each(() => 200 + Math.floor(random() * 600)), revenue_cents: each(() => Math.floor(random() * 40_000)) };
    sales.customer_key.forEach((key) => sold.keys.add(key));
    sold.revenueCents += sales.revenue_cents.reduce((sum, cents) => sum + cents, 0);
    take(sales);
    await soon();
  }
}

/** The most of the main thread's time that work takes without letting others in between; a busy machine does not count. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const used = () => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000; };
  let longest = 0;
  let isOver = false;
  const watch = async (): Promise<void> => {
    for (let last = used(); !isOver; last = used()) {
      await soon();
      longest = Math.max(longest, used() - last);
    }
  };
  const watching = watch();
  await work().finally(() => (isOver = true));
  await watching;
  return longest;
}

test("a large past day is assigned without keeping anybody else waiting", async () => {
  const engine = { blocks: (_: unknown, take: Parameters<typeof salesOf>[0]) => salesOf(take) };
  Object.assign(globalThis, { clienteleAnalytics: engine });
  const snapshot = { id: 3, hash: "h", publishedAt: new Date(0), importId: null, orders: buyers, customers: buyers, firstDay: 200, lastDay: 900 };
  const shop = { saleStatuses: ["delivered"] } as unknown as Shop;
  const found: (Segmentation | null)[] = [];
  let passing: Awaited<ReturnType<typeof membersAsOf>> | null = null;
  let counted: Awaited<ReturnType<typeof countedPeople>> = null;
  const longest = await longestTurn(async () => {
    found.push(await segmentationAsOf(run, snapshot, shop, 850));
    counted = await countedPeople(run, 850, { snapshotId: 3, shop, engine: analytics() });
    passing = await membersAsOf(run, 850, { snapshotId: 3, shop, engine: analytics() });
  });
  const read = await readFile(membershipFile(7, "day3x850"));
  const written = Array.from({ length: 11 }, (_, s) => (read.segment as Float64Array).filter((segment) => segment === s).length);
  expect(found[0]?.segments.map(({ customers }) => customers)).toEqual(written);
  expect([read.customer_key?.length, found[0]?.segments.reduce((sum, { revenueCents }) => sum + revenueCents, 0)]).toEqual([sold.keys.size, sold.revenueCents]);
  expect(counted).toMatchObject({ customers: sold.keys.size, segments: written.map((customers, index) => ({ index, customers })) });
  expect(passing).toMatchObject({ customerKeys: read.customer_key, segments: read.segment });
  // four hundred thousand at once take some 300 ms
  expect(longest).toBeLessThan(90);
});
