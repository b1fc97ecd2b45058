import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as answers from "@/scripts/cli/answers";
import type { z } from "zod";
import { bundlePrograms, start } from "../support/programs";

const programs = bundlePrograms();
const folder = mkdtempSync(path.join(tmpdir(), "clientele-cli-"));
const shop = path.join(folder, "shop");
const out = (name: string) => path.join(folder, name);

async function run(args: readonly string[], input = "") {
  return start([programs.clientele, ...args], { CLIENTELE_DATA: path.join(folder, "data") }, input).finished;
}

/** Runs with `--json` and demands the one line on standard output that the schema describes. */
async function ask<S extends z.ZodType>(schema: S, ...args: string[]): Promise<z.output<S>> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr + String(code)).toMatch(/0$/);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return schema.parse(JSON.parse(stdout));
}

async function refuse(...args: string[]) {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  const { error } = answers.errorAnswer.parse(JSON.parse(stdout));
  expect(stderr).toContain(`${error.code}: ${error.message}`);
  return { exit: code, ...error };
}

const read = (file: string) => parse(readFileSync(file, "utf8"), { bom: true, columns: true }) as Record<string, string>[];
const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

beforeAll(async () => {
  await ask(answers.sampleAnswer, "sample", "--customers", "600", "--seed", "7", "--out", shop);
});

afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("an empty store says what is missing, with a code and exit 1", async () => {
  expect(await refuse("segment")).toMatchObject({ exit: 1, code: "noSnapshot" });
  expect(await refuse("personas")).toMatchObject({ exit: 1, code: "noSegmentation" });
  expect(await refuse("import", path.join(folder, "nowhere"))).toMatchObject({ exit: 1, code: "badFile" });
});

test("a wrong call is told its usage and ends with 2", async () => {
  for (const args of [["segment", "--as-of", "2018-02-30"], ["import"], ["segment", "--no-such"]]) {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: ");
  }
  expect(await run(["--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("segment") });
});

test("files become orders and customers once; the same files again are duplicates", async () => {
  const dry = await ask(answers.importAnswer, "import", shop, "--dry-run");
  expect(dry.importId).toBeNull();
  const first = await ask(answers.importAnswer, "import", shop);
  expect(first.customers).toBe(600);
  expect(first.files.map((file) => file.kind).sort()).toContain("contacts");
  const again = await ask(answers.importAnswer, "import", shop);
  expect({ orders: again.orders, customers: again.customers }).toEqual({ orders: first.orders, customers: first.customers });
  expect(sum(again.files.map((file) => file.accepted + file.updated + file.pending))).toBe(0);
  for (const file of first.files) {
    const second = again.files.find((one) => one.name === file.name);
    expect(second && sum([second.duplicate, second.rejected])).toBe(sum([file.accepted, file.updated, file.duplicate, file.rejected, file.pending]));
  }
});

test("settings are shown and changed; what counts as a sale is published anew, and nonsense is refused", async () => {
  const shown = await ask(answers.settingsAnswer, "settings");
  expect(shown).toMatchObject({ currency: "BRL", minorUnits: 2, hemisphere: "south", changed: [] });
  expect(shown.statuses.find(({ status }) => status === "canceled")).toMatchObject({ isSale: false });
  const changed = await ask(answers.settingsAnswer, "settings", "--set", "locale=pt-BR", `saleStatuses=${[...shown.saleStatuses, "canceled"].join(",")}`);
  expect(changed.changed).toEqual(["locale", "saleStatuses"]);
  expect(changed.statuses.find(({ status }) => status === "canceled")).toMatchObject({ isSale: true });
  expect(await refuse("settings", "--set", "currency=JPY")).toMatchObject({ exit: 1, code: "conflict" });
  expect(await refuse("settings", "--set", "colour=red")).toMatchObject({ exit: 2, code: "usage" });
  const back = await ask(answers.settingsAnswer, "settings", "--set", "locale=en", "--set", `saleStatuses=${shown.saleStatuses.join(",")}`);
  expect({ ...back, saleStatuses: back.saleStatuses.toSorted(), statuses: [] }).toEqual({ ...shown, saleStatuses: shown.saleStatuses.toSorted(), statuses: [], changed: ["locale", "saleStatuses"] });
});

test("the same request and seed give the same segments and members", async () => {
  const call = ["segment", "--k", "5", "--seed", "3"];
  const one = await ask(answers.segmentAnswer, ...call, "--promote");
  const two = await ask(answers.segmentAnswer, ...call);
  expect({ ...two, segmentationId: 0 }).toEqual({ ...one, segmentationId: 0 });
  expect(one.k).toBe(5);
  expect(sum(one.segments.map((segment) => segment.customers))).toBe(one.customers);
  expect(sum(one.segments.map((segment) => segment.customerShare))).toBeCloseTo(1, 9);
  expect(Object.keys(one.segments[0]?.centroid ?? {})).toEqual(expect.arrayContaining(["recencyDays", "orderCount", "revenueCents"]));
  const members = await ask(answers.membersAnswer, "members", "--out", out("one.csv"));
  expect(members.segmentationId).toBe(one.segmentationId);
  const other = await ask(answers.membersAnswer, "members", "--segmentation", String(two.segmentationId), "--out", out("two.csv"));
  expect(other.sha256).toBe(members.sha256);
  expect(sha256(out("one.csv"))).toBe(members.sha256);
  expect(statSync(out("one.csv")).mode & 0o777).toBe(0o600);
  const rows = read(out("one.csv"));
  expect(rows).toHaveLength(one.customers);
  expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(["external_id", "segment", "margin"]);
  for (const segment of one.segments) {
    expect(rows.filter((row) => row.segment === segment.name)).toHaveLength(segment.customers);
    const recency = rows.filter((row) => row.segment === segment.name).map((row) => Number(row.recencyDays));
    expect(sum(recency) / recency.length).toBeCloseTo(segment.centroid.recencyDays ?? Number.NaN, 6);
  }
});

test("key figures and report come with one command each", async () => {
  const { kpis, period } = await ask(answers.kpisAnswer, "kpis", "--period", "all");
  expect(kpis.find(({ key }) => key === "newCustomers")?.value).toBe(kpis.find(({ key }) => key === "customers")?.value);
  expect((await run(["kpis", "--from", period.from])).stdout).toContain("Revenue");
  expect((await run(["report", "--period", "year"])).stdout).toContain("## Key figures");
});

test("RFM is the seven-segment preset; it has no inertia, and a silhouette where k-means measures", async () => {
  const run = await ask(answers.segmentAnswer, "segment", "--method", "rfm");
  expect(run).toMatchObject({ method: "rfm", inertia: null, silhouette: expect.any(Number) });
  expect(run.segments.length).toBeLessThanOrEqual(7);
  expect(sum(run.segments.map((segment) => segment.customers))).toBe(run.customers);
});

test("the eleven segments, frozen cut points and rules of one's own reach the run", async () => {
  const run = await ask(answers.segmentAnswer, "segment", "--method", "rfm", "--rfm-table", "eleven", "--assess", "none");
  expect(run.rfm).toMatchObject({ table: "eleven", bins: 5 });
  const frozen = await ask(answers.segmentAnswer, "segment", "--method", "rfm", "--rfm-table", "eleven", "--rfm-cuts-of", String(run.segmentationId));
  expect(frozen.segments.map(({ name, customers }) => [name, customers])).toEqual(run.segments.map(({ name, customers }) => [name, customers]));
  const rules = out("rules.json");
  writeFileSync(rules, JSON.stringify({ bins: 3, axis: "frequency", rules: [{ name: "Everybody but one", cells: ["11", "12", "13", "21", "22", "23", "31", "32"] }] }));
  expect(await refuse("segment", "--method", "rfm", "--rfm-rules", rules)).toMatchObject({ exit: 1, code: "invalidInput" });
});

test("methods are compared on the same customers, any two in one cross table", async () => {
  const compared = await ask(answers.compareAnswer, "compare", "--k", "4");
  expect(compared.methods).toHaveLength(7);
  expect(compared.pairs).toHaveLength(21);
  expect(compared.methods.find(({ key }) => key === "kmeans")?.customers).toBe(compared.customers);
});

test("personas are those of the live segmentation", async () => {
  const { live, asOf, personas } = await ask(answers.personasAnswer, "personas");
  expect(live).toBe(true);
  expect(asOf).toMatch(/^201[78]-/);
  expect(personas).toHaveLength(5);
  for (const persona of personas) expect(persona.advice.action).not.toBe("");
});

test("an exported list holds only members who consented, each once, and accounts for the others", async () => {
  const { personas } = await ask(answers.personasAnswer, "personas");
  const [largest] = personas;
  if (!largest) throw new Error("no persona");
  const list = await ask(answers.exportAnswer, "export", "--segment", largest.name, "--out", out("list.csv"));
  const contacts = new Map(read(path.join(shop, "customer_contacts.csv")).map((row) => [row.customer_id, row]));
  const rows = read(out("list.csv"));
  expect(rows).toHaveLength(list.rows);
  expect(rows.every((row) => contacts.get(row.customer_id ?? "")?.email_consent === "yes")).toBe(true);
  expect(new Set(rows.map((row) => row.email)).size).toBe(rows.length);
  expect(sha256(out("list.csv"))).toBe(list.sha256);
  expect(list.rows + sum(Object.values(list.excluded))).toBeGreaterThan(0);
  expect(await refuse("export", "--segment", "Nobody", "--out", out("none.csv"))).toMatchObject({ exit: 1, code: "notFound" });
});

test("a backup restores what was there; verify passes on it; rows go with the last import that brought them", async () => {
  const before = await ask(answers.verifyAnswer, "verify");
  expect(before.checks.filter((check) => !check.ok)).toEqual([]);
  const { personas } = await ask(answers.personasAnswer, "personas");
  const kept = await ask(answers.backupAnswer, "backup", "--out", out("backup"));
  expect(sha256(out("backup"))).toBe(kept.sha256);
  expect(statSync(out("backup")).mode & 0o777).toBe(0o600);
  // the second import brought the same rows: they are still somebody's when the first is taken back
  expect((await ask(answers.undoAnswer, "undo", "2")).customers).toBe(600);
  expect((await ask(answers.undoAnswer, "undo", "3")).customers).toBe(0);
  expect(await refuse("undo", "2")).toMatchObject({ exit: 1, code: "conflict" });
  const restored = await ask(answers.restoreAnswer, "restore", out("backup"));
  expect(restored.customers).toBe(600);
  expect((await ask(answers.personasAnswer, "personas")).personas).toEqual(personas);
  expect((await ask(answers.verifyAnswer, "verify")).ok).toBe(true);
  expect(await refuse("restore", shop)).toMatchObject({ exit: 1 });
});

test("accounts are added, disabled and given passwords; no password is taken as an argument", async () => {
  const made = await ask(answers.userAnswer, "user", "add", "Ada@Example.com", "--role", "manager");
  expect(made).toMatchObject({ email: "ada@example.com", role: "manager", disabled: false });
  expect(made.password).toMatch(/^[\w-]{19}$/);
  expect(await refuse("user", "add", "ada@example.com", "--role", "admin")).toMatchObject({ exit: 1, code: "conflict" });
  // as if hers were one of the first accounts: the file must not keep a password that no longer opens anything
  const firstRun = path.join(folder, "data", "first-run.txt");
  writeFileSync(firstRun, `manager\tada@example.com\t${made.password}\n`);
  const { code, stdout } = await run(["user", "passwd", "ada@example.com", "--stdin", "--json"], "a password of her own\n");
  expect(code).toBe(0);
  expect(answers.userAnswer.parse(JSON.parse(stdout)).password).toBeUndefined();
  expect(existsSync(firstRun)).toBe(false);
  expect(await ask(answers.userAnswer, "user", "disable", "ada@example.com")).toMatchObject({ disabled: true });
  expect(await refuse("user", "disable", "nobody@example.com")).toMatchObject({ exit: 1, code: "notFound" });
});

test("a shop whose sales are called paid and completed gets segments and personas without an option", async () => {
  const dataDir = out("other-shop");
  const file = out("orders.csv");
  // 300 customers, every seventh orders again; every tenth order was cancelled
  const rows = Array.from({ length: 343 }, (_, i) => {
    const date = new Date(Date.UTC(2023, 0, 1 + ((i * 37) % 600))).toISOString().slice(0, 10);
    return [i, `c${i < 300 ? i : (i - 300) * 7}`, date, (10 + ((i * 13) % 190)).toFixed(2), i % 10 === 9 ? "Cancelled" : i % 2 === 0 ? "paid" : "completed"].join(",");
  });
  writeFileSync(file, `order_id,customer_id,order_date,amount,status\n${rows.join("\n")}\n`);
  const call = async (...args: string[]) => start([programs.clientele, ...args], { CLIENTELE_DATA: dataDir }).finished;
  expect((await call("import", file)).stdout).toContain("Counted as a sale from now on: completed, paid.");
  const run = answers.segmentAnswer.parse(JSON.parse((await call("segment", "--k", "4", "--assess", "none", "--promote", "--json")).stdout));
  expect(run.customers).toBe(new Set(rows.map((row) => row.split(",")).filter((cells) => cells[4] !== "Cancelled").map((cells) => cells[1])).size);
  const { stdout } = await call("personas");
  for (const { name } of run.segments) expect(stdout).toContain(name);
});

test("a second start finds the sample shop and its three runs, and makes nothing again", async () => {
  const CLIENTELE_DATA = out("started");
  const boot = async () => start([programs.clientele, "boot", "--json"], { CLIENTELE_DATA, CLIENTELE_SAMPLE_CUSTOMERS: "300" }).finished;
  const countRuns = () => {
    const db = new Database(path.join(CLIENTELE_DATA, "clientele.db"), { readonly: true });
    const count = db.prepare(`select (select count(*) from "Segmentation") || ' runs, ' || (select count(*) from "Import") || ' import'`).pluck().get();
    db.close();
    return count;
  };
  expect(await boot()).toMatchObject({ code: 0 });
  expect(countRuns()).toBe("3 runs, 1 import");
  expect(await boot()).toMatchObject({ code: 0 });
  expect(countRuns()).toBe("3 runs, 1 import");
});
