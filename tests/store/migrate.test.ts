import { afterAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { openNative } = await import("@/lib/store/native");
const { closeStore, store, transact } = await import("@/lib/store/client");
const { dataPaths } = await import("@/lib/env");

afterAll(async () => {
  await closeStore();
  data.remove();
});

test("an empty folder gets every migration once, a second run none", () => {
  expect(migrateStore().length).toBeGreaterThanOrEqual(2);
  expect(migrateStore()).toEqual([]);
});

test("Prisma's connection enforces what the native one does", async () => {
  const pragma = async (name: string) => Object.values((await store().$queryRawUnsafe<object[]>(`pragma ${name}`))[0] ?? {})[0];
  expect(Number(await pragma("synchronous"))).toBe(2);
  expect(Number(await pragma("foreign_keys"))).toBe(1);
  expect(Number(await pragma("recursive_triggers"))).toBe(1);
  expect(await pragma("journal_mode")).toBe("wal");
});

test("an audit entry can neither be changed, deleted nor replaced", async () => {
  await transact((tx) =>
    tx.auditEntry.create({ data: { actor: "cli:ada", action: "test", outcome: "ok", detail: "{}", previousHash: "", hash: "a" } }),
  );
  const db = openNative(dataPaths().database);
  expect(() => db.exec(`update "AuditEntry" set actor = 'eve'`)).toThrow("append-only");
  expect(() => db.exec(`delete from "AuditEntry"`)).toThrow("append-only");
  expect(() =>
    db.exec(`insert or replace into "AuditEntry" (id, actor, action, outcome, detail, previousHash, hash) values (1, 'eve', 'x', 'ok', '{}', '', '')`),
  ).toThrow("append-only");
  db.close();
  expect(await store().auditEntry.count()).toBe(1);
});

test("a store made by a newer release is refused, not altered", () => {
  const db = openNative(dataPaths().database);
  db.exec(`insert into "_prisma_migrations" (id, checksum, finished_at, migration_name) values ('x', 'y', current_timestamp, '9999_future')`);
  db.close();
  expect(() => migrateStore()).toThrow("newer release");
});
