import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { importStore } from "../support/import-store";
import { smallShop } from "../support/small-shop";

const shop = await importStore();
const { verifyStore } = await import("@/lib/workflows/verify");
const { backupStore, restoreStore } = await import("@/lib/workflows/backup");
const { rebuildSnapshot, undoImport } = await import("@/lib/workflows/undo-import");
const { recoverStore } = await import("@/lib/workflows/import/recover");
const { writeMemberships } = await import("@/lib/analytics/memberships");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { pointAt, pointedAt } = await import("@/lib/analytics/snapshot-files");
const { getImport, listImports } = await import("@/lib/store/imports");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { AppError } = await import("@/lib/errors");
const { dataPaths } = await import("@/lib/env");
const { sql } = await import("@/lib/types/sql");

beforeEach(() => shop.reset());
afterAll(() => shop.close());

const failing = async () => (await verifyStore()).checks.filter((c) => !c.ok).map((c) => c.name);

test("verify passes on a sound store, also with rows that wait, updates and undone imports", async () => {
  await shop.importTables({ payments: smallShop.payments ?? [] });
  await shop.importTables(smallShop);
  const { importId } = await shop.importTables({ orders: [smallShop.orders?.[0] ?? [], ["o5", "c2", "delivered", "2018-04-02 12:00:00", "", "", "", ""]] });
  expect(await failing()).toEqual([]);
  await undoImport(importId, "cli:test");
  expect(await failing()).toEqual([]);
});

test("verify finds a changed amount in the store and a changed snapshot file", async () => {
  await shop.importTables(smallShop);
  const db = shop.openDatabase();
  db.exec(`update "PaymentRow" set amountCents = amountCents + 1 where sequence = 2`);
  expect(await failing()).toEqual(["recomputed totals"]);
  db.exec(`update "PaymentRow" set amountCents = amountCents - 1 where sequence = 2`);
  db.close();
  const folder = path.join(dataPaths().snapshots, String((await currentSnapshot())?.id));
  const [month = ""] = readdirSync(path.join(folder, "items"));
  rmSync(path.join(folder, "payments", month), { recursive: true });
  cpSync(path.join(folder, "items", month), path.join(folder, "payments", month), { recursive: true });
  expect(await failing()).toEqual(["snapshot files"]);
  await rebuildSnapshot("cli:test");
  expect(await failing()).toEqual([]);
});

test("a backup is one private file; restoring it brings data and members back", async () => {
  await shop.importTables(smallShop);
  const hash = await shop.currentHash();
  await writeMemberships(7, { customerKeys: [1, 2, 3], segments: [0, 1, 0], runnerUps: [1, 0, 1], margins: [0.5, NaN, 0.1], rScores: null, fScores: null, mScores: null });
  const out = path.join(shop.folder, "backup.db");
  const backup = backupStore(out);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(backup.bytes).toBe(statSync(out).size);
  expect(() => backupStore(out)).toThrow("exists already");
  await shop.importTables({ orders: [smallShop.orders?.[0] ?? [], ["o5", "c2", "delivered", "2018-04-02 12:00:00", "", "", "", ""]] });
  expect(await restoreStore(out, "cli:test")).toEqual({ file: out, orders: 5, customers: 3 });
  expect(await shop.currentHash()).toBe(hash);
  expect(await failing()).toEqual([]);
  const engine = openAnalytics();
  const members = await engine.query(sql`select customer_key, segment, margin from memberships order by customer_key`, { segmentationId: 7 });
  engine.close();
  expect(members).toEqual([
    { customer_key: 1, segment: 0, margin: 0.5 },
    { customer_key: 2, segment: 1, margin: null },
    { customer_key: 3, segment: 0, margin: 0.1 },
  ]);
});

test("restore refuses what is no backup, and a store somebody has open", async () => {
  await shop.importTables(smallShop);
  const out = path.join(shop.folder, "backup-2.db");
  backupStore(out);
  const junk = path.join(shop.folder, "junk.db");
  writeFileSync(junk, readFileSync(out).subarray(0, 5000));
  await expect(restoreStore(junk, "cli:test")).rejects.toMatchObject({ code: "badFile" });
  const other = shop.openDatabase();
  other.prepare(`select count(*) from "Import"`).get();
  await expect(restoreStore(out, "cli:test")).rejects.toMatchObject({ code: "conflict" });
  other.close();
  expect(await failing()).toEqual([]);
});

test("a cancelled import, and one whose lease is lost, leave nothing but their entry", async () => {
  await shop.importTables({ customers: smallShop.customers ?? [] });
  const before = [shop.countRows(), await shop.currentHash()];
  for (const stage of ["Read and check", "Store", "Publish"]) {
    const stop = new AbortController();
    const run = shop.importTables(smallShop, { signal: stop.signal, onProgress: (p) => p.stage === stage && stop.abort() });
    await expect(run, stage).rejects.toMatchObject({ code: "cancelled" });
    expect([shop.countRows(), await shop.currentHash()], stage).toEqual(before);
  }
  let slices = 0;
  const fence = () => {
    if (++slices === 3) throw new AppError("leaseLost");
  };
  await expect(shop.importTables(smallShop, { fence })).rejects.toMatchObject({ code: "leaseLost" });
  expect([shop.countRows(), await shop.currentHash()]).toEqual(before);
  expect((await listImports()).map((i) => i.status)).toEqual(["failed", "cancelled", "cancelled", "cancelled", "complete"]);
});

test("at start-up a dead import is swept and queries follow the snapshot the store names", async () => {
  await shop.importTables(smallShop);
  const before = shop.countRows();
  const db = shop.openDatabase();
  const dead = db.prepare(`insert into "Import" (status, format, startedAt, startedBy, owner) values ('running', 'olist', 0, 'x', '999999999:')`).run().lastInsertRowid;
  db.exec(`insert into "OrderKey" values (99, 'ghost', ${dead}); insert into "OrderRow" values (${dead}, 99, 'a', 'delivered', 0, null, null, null, null, 0)`);
  db.close();
  pointAt(1);
  expect(recoverStore()).toBe(true);
  expect(shop.countRows()).toBe(before);
  expect((await getImport(Number(dead))).status).toBe("failed");
  expect(pointedAt()).toBe((await currentSnapshot())?.id);
  expect(await failing()).toEqual([]);
});

test("an import whose publication cannot be pointed at is not published", async () => {
  await shop.importTables(smallShop);
  const before = [shop.countRows(), await shop.currentHash(), pointedAt()];
  const inTheWay = path.join(dataPaths().snapshots, `current.${process.pid}.tmp`);
  mkdirSync(path.join(inTheWay, "full"), { recursive: true });
  const later = { orders: [smallShop.orders?.[0] ?? [], ["o5", "c2", "delivered", "2018-04-02 12:00:00", "", "", "", ""]] };
  await expect(shop.importTables(later)).rejects.toThrow();
  expect((await listImports())[0]?.status).toBe("failed");
  expect([shop.countRows(), await shop.currentHash(), pointedAt()]).toEqual(before);
  rmSync(inTheWay, { recursive: true });
  await shop.importTables(later);
  expect(pointedAt()).toBe((await currentSnapshot())?.id);
  expect(await failing()).toEqual([]);
});

test("nothing is left in the temporary folder", () => {
  expect(existsSync(dataPaths().temporary) ? readdirSync(dataPaths().temporary).filter((n) => /^(import|undo|verify|memberships)-/.test(n)) : []).toEqual([]);
});
