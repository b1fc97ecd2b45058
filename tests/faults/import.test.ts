import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importStore } from "../support/import-store";
import { bundlePrograms, start } from "../support/programs";

const store = await importStore();
const programs = bundlePrograms();
const { recoverStore } = await import("@/lib/workflows/import/recover");
const { undoImport } = await import("@/lib/workflows/undo-import");
const { verifyStore } = await import("@/lib/workflows/verify");
const { listImports } = await import("@/lib/store/imports");
const { createRandom } = await import("@/lib/stats/random");
const { writeSampleShop } = await import("@/scripts/commands/sample");

const kills = 20;
const shop = path.join(store.folder, "shop");
const importShop = () => start([programs.clientele, "import", shop, "--json"], { CLIENTELE_DATA: store.folder });

beforeAll(async () => {
  await writeSampleShop({ customers: 300, seed: 1, profile: "olist", out: shop });
});

afterAll(async () => {
  programs.remove();
  await store.close();
});

test(`${kills} kills at random moments leave every import complete or without a trace`, async () => {
  const began = performance.now();
  expect((await importShop().finished).code).toBe(0);
  const whole = performance.now() - began;
  const full = await store.currentHash();
  const [first] = await listImports();
  await undoImport(first?.id ?? 0, "cli:test");
  const empty = await store.currentHash();
  let rows = store.countRows();
  const random = createRandom(20_181_124);
  for (let i = 0; i < kills; i++) {
    const { child, finished } = importShop();
    const timer = setTimeout(() => child.kill("SIGKILL"), random() * whole * 1.05);
    await finished;
    clearTimeout(timer);
    expect(recoverStore()).toBe(true);
    const [latest] = await listImports();
    expect(latest?.status).not.toBe("running");
    if ((await store.currentHash()) === full) {
      expect(latest?.status).toBe("complete");
      await undoImport(latest?.id ?? 0, "cli:test");
      rows = store.countRows();
    } else {
      expect(latest?.status).not.toBe("complete");
      expect(store.countRows()).toBe(rows);
    }
    expect(await store.currentHash()).toBe(empty);
  }
  expect((await importShop().finished).code).toBe(0);
  expect(await store.currentHash()).toBe(full);
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
});

test("kills in the middle of an undo leave the import as it was, or undone with the rows a later import claimed", async () => {
  store.reset();
  expect((await importShop().finished).code).toBe(0);
  const alone = await store.currentHash();
  const customers = path.join(shop, "olist_customers_dataset.csv");
  rmSync(customers);
  expect((await importShop().finished).code).toBe(0);
  const [later, first] = await listImports();
  expect(await store.currentHash()).toBe(alone);
  await writeSampleShop({ customers: 300, seed: 1, profile: "olist", out: shop });
  const undo = () => start([programs.clientele, "undo", String(first?.id), "--json"], { CLIENTELE_DATA: store.folder });
  const random = createRandom(7);
  let isUndone = false;
  for (let i = 0; i < 6 && !isUndone; i++) {
    const { child, finished } = undo();
    const timer = setTimeout(() => child.kill("SIGKILL"), 300 + random() * 900);
    await finished;
    clearTimeout(timer);
    expect(recoverStore()).toBe(true);
    isUndone = (await listImports()).some((one) => one.id === first?.id && one.status === "undone");
    if (!isUndone) expect(await store.currentHash()).toBe(alone);
  }
  if (!isUndone) expect((await undo().finished).code).toBe(0);
  const left = await store.currentHash();
  await undoImport(later?.id ?? 0, "cli:test");
  rmSync(customers);
  expect((await importShop().finished).code).toBe(0);
  expect(left).toBe(await store.currentHash());
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
});
