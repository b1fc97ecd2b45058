import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openNative, withoutWaiting } from "@/lib/store/native";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
afterAll(data.remove);

const waits = (db: ReturnType<typeof openNative>): unknown => db.pragma("synchronous", { simple: true });
const [normal, full] = [1, 2];

test("only the commits of invisible rows do not wait for the disk; the next one does again, whatever became of the work", async () => {
  const db = openNative(path.join(data.folder, "store.db"));
  expect(waits(db)).toBe(full);
  const within = await withoutWaiting(db, async () => waits(db));
  expect(within).toBe(normal);
  expect(waits(db)).toBe(full);
  const failing = withoutWaiting(db, async () => {
    db.exec("begin immediate; create table t (x)");
    throw new Error("a full disk");
  });
  await expect(failing).rejects.toThrow("a full disk");
  expect(db.inTransaction).toBe(false);
  expect(waits(db)).toBe(full);
  db.close();
});
