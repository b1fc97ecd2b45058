import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { bundlePrograms, start } from "../support/programs";

const data = temporaryDataFolder();
const programs = bundlePrograms();
const { closeStore, store } = await import("@/lib/store/client");
const { findLiveSegmentation, listSegmentations } = await import("@/lib/store/segmentations");
const { checkAuditChain } = await import("@/lib/store/audit");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { membershipFile } = await import("@/lib/analytics/memberships");
const { sweep } = await import("@/lib/workflows/sweep");
const { createRandom } = await import("@/lib/stats/random");
const { dataPaths } = await import("@/lib/env");
const { sql } = await import("@/lib/types/sql");

const kills = 20;
const clientele = (...args: string[]) => start([programs.clientele, ...args], { CLIENTELE_DATA: data.folder });
const segment = ["segment", "--k", "4", "--seed", "5", "--json"];
const engine = openAnalytics();

type Member = { customer_key: number; segment: number };

async function membersOf(segmentationId: number): Promise<Member[]> {
  return engine.query<Member>(sql`select customer_key, segment from memberships order by customer_key`, { segmentationId });
}

beforeAll(async () => {
  const shop = path.join(data.folder, "shop");
  await clientele("sample", "--customers", "400", "--seed", "1", "--out", shop).finished;
  expect((await clientele("import", shop).finished).code).toBe(0);
});

afterAll(async () => {
  engine.close();
  await closeStore();
  programs.remove();
  data.remove();
});

test(`${kills} kills at random moments leave every segmentation complete or absent, and the live one live`, async () => {
  const begin = performance.now();
  expect((await clientele(...segment, "--promote").finished).code).toBe(0);
  const whole = performance.now() - begin;
  const live = await findLiveSegmentation();
  if (!live) throw new Error("no live segmentation");
  const labels = await membersOf(live.id);
  const random = createRandom(20_181_124);
  let survived = 0;
  for (let i = 0; i < kills; i++) {
    const { child, finished } = clientele(...segment);
    const timer = setTimeout(() => child.kill("SIGKILL"), random() * whole * 1.1);
    const { signal } = await finished;
    clearTimeout(timer);
    if (signal === null) survived++;
    for (const run of await listSegmentations(100)) {
      expect(existsSync(membershipFile(run.id))).toBe(true);
      expect(run.segments.reduce((sum, one) => sum + one.customers, 0)).toBe(run.customers);
      expect(await membersOf(run.id)).toEqual(labels);
    }
    expect((await findLiveSegmentation())?.id).toBe(live.id);
  }
  expect(survived).toBeLessThan(kills);
  expect((await clientele(...segment).finished).code).toBe(0);
  const [newest] = await listSegmentations(1);
  expect(await membersOf(newest?.id ?? 0)).toEqual(labels);
  expect((await checkAuditChain()).brokenAt).toBeNull();
  expect(await store().job.count({ where: { status: "running" } })).toBe(0);
  await sweep(new Date());
  const known = new Set((await listSegmentations(100)).map((run) => String(run.id)));
  expect(readdirSync(dataPaths().segmentations).filter((name) => !known.has(name))).toEqual([]);
  expect(await store().segmentation.count({ where: { status: "running" } })).toBe(0);
});
