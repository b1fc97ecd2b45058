import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayOf } from "@/lib/stats/civil-date";
import { defaultMaintenance } from "@/lib/types/maintenance";
import { defaultRequest } from "@/lib/types/segmentation";
import { maintenanceAnswer } from "@/scripts/cli/answers";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { undoImport } = await import("@/lib/workflows/undo-import");
const { acceptMaintenanceReport, findAcceptedReport, getMaintenanceReport } = await import("@/lib/store/maintenance");
const { maintenance } = await import("@/scripts/cli/commands/maintenance");
const { importHere } = await import("@/scripts/cli/commands/import");
const { segmentHere } = await import("@/scripts/cli/commands/segment");
const { writeSampleShop } = await import("@/scripts/commands/sample");

const context = { actor: "cli:test", signal: new AbortController().signal, onProgress: () => {}, say: () => {} };
const changeFrom = dayOf({ year: 2017, month: 11, dayOfMonth: 1 });

async function importShop(change: number | null): Promise<number> {
  const out = path.join(data.folder, `shop-${change}`);
  await writeSampleShop({ customers: 12_000, seed: 5, profile: "olist", out, changeFrom: change });
  return (await importHere({ paths: [out], format: "olist", map: null, dryRun: false, replaceSample: false, sample: false }, context)).importId;
}

async function maintained() {
  await segmentHere({ ...defaultRequest, k: 3, assess: "none", promote: true }, context);
  const { json, text } = await maintenance.run({ options: { starts: "3" }, positionals: [] }, context);
  const answer = maintenanceAnswer.parse(json);
  const [kmeans, rfm] = answer.contracts;
  if (!kmeans || !rfm) throw new Error("two contracts are proposed");
  return { answer, text, kmeans, rfm };
}

beforeAll(() => void migrateStore());
afterAll(async () => {
  await closeStore();
  data.remove();
});

test("a shop without drift gets a longer interval than one with a planted change, which is named", async () => {
  const first = await importShop(null);
  const calm = await maintained();
  expect(calm.kmeans.intervalMonths).toBeGreaterThanOrEqual(3);
  // as it is, the curve falls as the seed studies drew it
  const [curve] = calm.answer.curves;
  expect(curve?.plain[3]).toBeLessThan(0.8);
  expect(curve?.held[3]).toBeGreaterThan(0.8);
  expect(calm.answer.drift.find((one) => one.flow === "amount")?.now).toBe("none");
  expect(calm.kmeans.clauses.join(" ")).not.toContain("Due now");
  // the peak of one November is no season
  expect(calm.answer.season).toContain("not known");
  expect([...calm.kmeans.clauses, ...calm.rfm.clauses].join(" ")).not.toContain("refresh monthly");
  expect(calm.text).toContain(calm.kmeans.headline);

  await undoImport(first, "cli:test");
  await importShop(changeFrom);
  const changed = await maintained();
  expect(changed.kmeans.intervalMonths ?? 0).toBeLessThan(calm.kmeans.intervalMonths ?? 0);
  expect(changed.answer.drift.find((one) => one.flow === "amount")).toMatchObject({ now: "major" });
  expect(changed.kmeans.clauses.find((clause) => clause.startsWith("Due now"))).toMatch(/order amounts since Nov 2017 \(PSI \d+\.\d\d; median R\$.\d+.* → R\$.\d+/);
});

test("the same inputs and seed give the same report, and accepting it puts its schedule in force", async () => {
  const [one, two] = [await maintained(), await maintained()];
  const { reportId: _a, segmentationId: _b, tookMs: _c, ...first } = one.answer;
  const { reportId, segmentationId: _d, tookMs: _e, ...second } = two.answer;
  expect(second).toEqual(first);
  expect(await findAcceptedReport()).toBeNull();
  await acceptMaintenanceReport(reportId, { actor: "ada", action: "acceptMaintenance" });
  await acceptMaintenanceReport(reportId, { actor: "bob", action: "acceptMaintenance" });
  expect(await findAcceptedReport()).toMatchObject({ id: reportId, acceptedBy: "ada" });
  const stored = await getMaintenanceReport(reportId);
  expect(stored.request).toEqual({ ...defaultMaintenance, baseMonths: 12, starts: 3 });
  expect(stored.shift).toHaveLength(stored.steps.length - 1);
});

test("a shop younger than the base period is told so", async () => {
  await expect(maintenance.run({ options: { base: "60" }, positionals: [] }, context)).rejects.toMatchObject({
    code: "invalidInput", message: expect.stringMatching(/^The orders cover \d\d whole months\. After a base of 60 no step of 1 month follows; it may be \d\d at most\.$/),
  });
});
