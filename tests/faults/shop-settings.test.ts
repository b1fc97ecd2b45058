import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importStore } from "../support/import-store";
import { bundlePrograms, start } from "../support/programs";

const store = await importStore();
const programs = bundlePrograms();
const { recoverStore } = await import("@/lib/workflows/import/recover");
const { verifyStore } = await import("@/lib/workflows/verify");
const { getShop } = await import("@/lib/store/shop");
const { createRandom } = await import("@/lib/stats/random");
const { writeSampleShop } = await import("@/scripts/commands/sample");

const kills = 10;
const shop = path.join(store.folder, "shop");
const run = (...args: string[]) => start([programs.clientele, ...args, "--json"], { CLIENTELE_DATA: store.folder });

beforeAll(async () => {
  await writeSampleShop({ customers: 300, seed: 1, profile: "olist", out: shop });
  expect((await run("import", shop).finished).code).toBe(0);
});

afterAll(async () => {
  programs.remove();
  await store.close();
});

test(`${kills} kills in the middle of a change leave the old settings with the old figures, or the new with the new`, async () => {
  const hashes = new Map([["America/Sao_Paulo", await store.currentHash()]]);
  const began = performance.now();
  expect((await run("settings", "--set", "timeZone=Asia/Tokyo").finished).code).toBe(0);
  const whole = performance.now() - began;
  hashes.set("Asia/Tokyo", await store.currentHash());
  expect(new Set(hashes.values()).size).toBe(2);
  const random = createRandom(20_181_124);
  let wanted = "America/Sao_Paulo";
  for (let i = 0; i < kills; i++) {
    const { child, finished } = run("settings", "--set", `timeZone=${wanted}`);
    // the first part is the start of the process
    const timer = setTimeout(() => child.kill("SIGKILL"), whole * (0.4 + 0.65 * random()));
    await finished;
    clearTimeout(timer);
    expect(recoverStore()).toBe(true);
    const { timeZone } = await getShop();
    expect(await store.currentHash()).toBe(hashes.get(timeZone));
    if (timeZone === wanted) wanted = wanted === "Asia/Tokyo" ? "America/Sao_Paulo" : "Asia/Tokyo";
  }
  const last = await run("settings", "--set", "timeZone=America/Sao_Paulo").finished;
  expect(last.code, last.stderr).toBe(0);
  expect(await store.currentHash()).toBe(hashes.get("America/Sao_Paulo"));
  expect((await verifyStore()).checks.filter((check) => !check.ok)).toEqual([]);
});
