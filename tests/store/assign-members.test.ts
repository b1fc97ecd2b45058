import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultRequest } from "@/lib/types/segmentation";
import { isoDay } from "@/lib/format/date";
import { membersAnswer, migrationAnswer, personasAnswer } from "@/scripts/cli/answers";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { openAnalytics, membersOption } = await import("@/lib/analytics/engine");
const { changesFile, membershipFile } = await import("@/lib/analytics/memberships");
const { currentSegmentation, modelAge } = await import("@/lib/personas/current-segmentation");
const { listAssignments } = await import("../support/assignments");
const { getLiveSegmentation } = await import("@/lib/store/segmentations");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { enqueueDueAssignment, isAssignmentWaiting } = await import("@/lib/workflows/assign-members");
const { readSegments } = await import("@/lib/workflows/read-segments");
const { assignHere } = await import("@/scripts/cli/assign-here");
const { importHere } = await import("@/scripts/cli/commands/import");
const { migrationCommand } = await import("@/scripts/cli/commands/migration");
const { members: membersCommand } = await import("@/scripts/cli/commands/members");
const { personas: personasCommand } = await import("@/scripts/cli/commands/personas");
const { segmentHere } = await import("@/scripts/cli/commands/segment");
const { writeSampleShop } = await import("@/scripts/commands/sample");
const { sql } = await import("@/lib/types/sql");
const engine = openAnalytics();

const context = { actor: "cli:test", signal: new AbortController().signal, onProgress: () => {}, say: () => {} };

async function importSample(seed: number): Promise<void> {
  const out = path.join(data.folder, `shop-${seed}`);
  await writeSampleShop({ customers: 600, seed, profile: "olist", out });
  await importHere({ paths: [out], format: "olist", map: null, dryRun: false, replaceSample: false, sample: false }, context);
}

type Member = { customer_key: number; segment: number };
const members = async (run: Parameters<typeof membersOption>[0]) => engine.query<Member>(sql`select customer_key, segment from memberships order by customer_key`, membersOption(run));

/** The commands tell of everybody in the data, like the pages. */
async function checkCommands(): Promise<void> {
  const everybody = (await readSegments(null))?.segmentation.customers;
  const file = path.join(data.folder, "members.csv");
  expect(membersAnswer.parse((await membersCommand.run({ options: { out: file }, positionals: [] }, context)).json).rows).toBe(everybody);
  const { personas } = personasAnswer.parse((await personasCommand.run({ options: {}, positionals: [] }, context)).json);
  expect(personas.reduce((sum, { customers }) => sum + customers, 0)).toBe(everybody);
}

beforeAll(async () => {
  migrateStore();
  await importSample(1);
});

afterAll(async () => {
  engine.close();
  await closeStore();
  data.remove();
});

for (const method of ["kmeans", "rfm"] as const) {
  test(`after an import the live ${method} model assigns everybody, newcomers too, and only changes are kept`, async () => {
    await segmentHere({ ...defaultRequest, method, k: 5, assess: "none", promote: true }, context);
    const fitted = await getLiveSegmentation();
    expect(await isAssignmentWaiting()).toBe(false);
    expect(await enqueueDueAssignment("system")).toBeNull();
    const before = await members(fitted);

    await importSample(method === "kmeans" ? 2 : 3);
    expect(await isAssignmentWaiting()).toBe(true);
    // whoever looks before the job has run sees newcomers in their personas all the same
    const meanwhile = (await readSegments(null))?.segmentation;
    await checkCommands();
    await assignHere(context);
    expect(await isAssignmentWaiting()).toBe(false);

    await checkCommands();
    const live = currentSegmentation(await getLiveSegmentation());
    const snapshot = await currentSnapshot();
    const after = await members(live);
    expect(after.length).toBe(live.customers);
    expect(after.length).toBeGreaterThan(before.length);
    expect(live).toMatchObject({ id: fitted.id, snapshotHash: snapshot?.hash, asOf: snapshot?.lastDay, centroids: fitted.centroids });
    expect(live.segments.map((s) => s.customers)).toEqual(live.segments.map((s) => after.filter((m) => m.segment === s.index).length));
    expect(modelAge(live)?.newcomerShare).toBeCloseTo((after.length - before.length) / after.length, 12);

    const [assignment] = await listAssignments(live.id);
    expect(existsSync(changesFile(live.id, assignment!.folder))).toBe(true); // one was just made
    expect(assignment).toMatchObject({ joined: after.length - before.length, newcomers: after.length - before.length, left: 0 });
    const was = new Map(before.map((m) => [m.customer_key, m.segment]));
    expect(assignment?.changed).toBe(after.filter((m) => was.has(m.customer_key) && was.get(m.customer_key) !== m.segment).length);
    const settled = (await readSegments(null))?.segmentation;
    expect(settled?.customers).toBe(after.length);
    expect(meanwhile?.segments).toEqual(settled?.segments);
    expect(meanwhile && modelAge(meanwhile)?.newcomerShare).toBeNull();
    // the run itself is as it was
    expect(await members(fitted)).toEqual(before);
  });
}

test("whole lists are kept for the newest two days, changes for ever", async () => {
  for (const seed of [4, 5]) {
    await importSample(seed);
    await assignHere(context);
  }
  const live = await getLiveSegmentation();
  const all = await listAssignments(live.id);
  expect(all).toHaveLength(3);
  expect(all.map(({ folder }) => existsSync(membershipFile(live.id, folder)))).toEqual([false, true, true]);
  expect(all.every(({ folder }) => existsSync(changesFile(live.id, folder)))).toBe(true);
});

test("one model at two days: nobody is lost, and the later day is what its members say", async () => {
  const live = await getLiveSegmentation();
  const to = (live.assignment?.asOf ?? 0);
  const answer = migrationAnswer.parse((await migrationCommand.run({ options: { from: "2018-01-31", to: isoDay(to) }, positionals: [] }, context)).json);
  expect(answer.after.customers).toBe(live.assignment?.customers);
  expect(answer.after.segments.map((s) => s.customers)).toEqual(live.assignment?.segments.map((s) => s.customers));
  expect(answer.newcomers).toBe(answer.after.customers - answer.before.customers);
  expect(answer.gone).toBe(0);
  expect(answer.flows.reduce((sum, flow) => sum + flow.customers, 0)).toBe(answer.after.customers);
  await expect(migrationCommand.run({ options: { from: isoDay(to), to: "2018-01-31" }, positionals: [] }, context)).rejects.toMatchObject({ code: "invalidInput" });
});

test("two runs: the same run moves nobody, another's flows add up to both", async () => {
  const live = await getLiveSegmentation();
  const other = await segmentHere({ ...defaultRequest, k: 3, assess: "none" }, context);
  const ask = async (from: number, to: number) => migrationAnswer.parse((await migrationCommand.run({ options: { "from-run": String(from), "to-run": String(to) }, positionals: [] }, context)).json);
  expect(await ask(live.id, live.id)).toMatchObject({ moved: 0, newcomers: 0, gone: 0 });
  const across = await ask(live.id, other.id);
  expect(across.common).toBe(other.customers);
  expect(across.after.segments.map((s) => s.customers)).toEqual(other.segments.map((s) => s.customers));
});

test("the job is recorded once a snapshot, by whoever looks first", async () => {
  await importSample(6);
  expect(await enqueueDueAssignment("system")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await enqueueDueAssignment("system")).toBeNull();
});
