import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { bundlePrograms, start } from "../support/programs";

const data = temporaryDataFolder();
const programs = bundlePrograms();
const { closeStore } = await import("@/lib/store/client");
const { checkAuditChain } = await import("@/lib/store/audit");
const { listAssignments } = await import("../support/assignments");
const { getLiveSegmentation } = await import("@/lib/store/segmentations");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { membershipFile, changesFile } = await import("@/lib/analytics/memberships");
const { membersOption, openAnalytics } = await import("@/lib/analytics/engine");
const { currentSegmentation } = await import("@/lib/personas/current-segmentation");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { isAssignmentWaiting } = await import("@/lib/workflows/assign-members");
const { createRandom } = await import("@/lib/stats/random");
const { sql } = await import("@/lib/types/sql");

const rounds = 6;
const env = { CLIENTELE_DATA: data.folder };
const clientele = (...args: string[]) => start([programs.clientele, ...args], env);
const engine = openAnalytics();
const folders = Array.from({ length: rounds + 1 }, (_, i) => path.join(data.folder, `shop-${i}`));

beforeAll(async () => {
  for (const [i, out] of folders.entries()) await clientele("sample", "--customers", "300", "--seed", String(i), "--out", out).finished;
  expect((await clientele("import", folders[0]!).finished).code).toBe(0);
  expect((await clientele("segment", "--k", "4", "--promote").finished).code).toBe(0);
});

afterAll(async () => {
  engine.close();
  await closeStore();
  programs.remove();
  data.remove();
});

/** What is current can be read, and is whole. */
async function checkCurrent(): Promise<void> {
  const live = currentSegmentation(await getLiveSegmentation());
  const [row] = await engine.query<{ n: number }>(sql`select count(*) as n from memberships`, membersOption(live));
  expect(row?.n).toBe(live.customers);
  for (const { segmentationId, folder } of (await listAssignments(live.id)).slice(-1)) {
    expect(existsSync(membershipFile(segmentationId, folder)) && existsSync(changesFile(segmentationId, folder))).toBe(true);
  }
}

test(`a worker killed at ${rounds} random moments after an import leaves the members whole, and the next one dates them anew`, async () => {
  const random = createRandom(7);
  for (const folder of folders.slice(1)) {
    // as the worker leaves it when it dies right after the import: nobody has recorded the assignment
    await importOrders({ paths: [folder], actor: "cli:test" });
    const killed = start([programs.worker], env);
    await new Promise((resolve) => setTimeout(resolve, 500 + random() * 1500));
    killed.child.kill("SIGKILL");
    await killed.finished;
    await checkCurrent();
    const next = start([programs.worker], env);
    while (await isAssignmentWaiting()) await new Promise((resolve) => setTimeout(resolve, 100));
    next.child.kill("SIGKILL");
    await next.finished;
    await checkCurrent();
    const [live, snapshot] = await Promise.all([getLiveSegmentation(), currentSnapshot()]);
    expect(live.assignment?.snapshotHash).toBe(snapshot?.hash);
  }
  expect((await checkAuditChain()).brokenAt).toBeNull();
});
