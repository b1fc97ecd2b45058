import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSampleShop } from "@/scripts/commands/sample";
import { temporaryDataFolder } from "../support/data-folder";
import { firstRunAccounts } from "../support/product";
import { actionId, type Application, buildApplication, callAction, callRoute, freePort, startApplication, type Visitor, visitPage } from "../support/web-server";

const scratch = temporaryDataFolder();
const files = path.join(scratch.folder, "files");
const mounted = path.join(scratch.folder, "disk");
let app: Application;
let admin: Visitor;
/** the product's disk, which only its own processes see under its own name */
let disk = "";

async function signInFirst(): Promise<Visitor> {
  const account = firstRunAccounts(disk).find(({ role }) => role === "admin");
  if (account === undefined) throw new Error("no admin on the first day");
  const signIn = async (password: string): Promise<Visitor> => {
    const { setCookie } = await callAction(app.url, actionId("signInAction"), { email: account.email, password }, {});
    return { cookie: (setCookie ?? "").split(";")[0] ?? "" };
  };
  const password = `${account.password}-changed`;
  await callAction(app.url, actionId("changePasswordAction"), { current: account.password, password, repeated: password }, await signIn(account.password));
  return signIn(password);
}

beforeAll(async () => {
  mkdirSync(mounted);
  buildApplication();
  // so many that most of the rows are still to be stored when the first have been
  await writeSampleShop({ customers: 12_000, seed: 3, profile: "olist", out: files });
  app = await startApplication(mounted, await freePort(), { diskMb: 192, env: { CLIENTELE_SAMPLE_CUSTOMERS: "800" } });
  disk = `/proc/${app.child.pid}/root${mounted}`;
  admin = await signInFirst();
});
afterAll(async () => {
  app.child.kill("SIGTERM");
  await app.finished;
  scratch.remove();
});

const filler = () => path.join(disk, "somebody-elses");
const megabyte = 1024 * 1024;
const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};
/** Takes all the space there is but so many bytes, as another program would. */
function fillDisk(left = 0): void {
  const block = Buffer.alloc(megabyte);
  const file = openSync(filler(), "a");
  try {
    for (let free = freeBytes(); free > left; free = freeBytes()) writeSync(file, block, 0, Math.min(block.length, free - left));
  } catch {
    // no space left: what was wanted
  } finally {
    closeSync(file);
  }
}
const freeDisk = () => rmSync(filler(), { force: true });

/**
 * Fills the disk and keeps it full, whatever the work after an import still gives back (its upload, old snapshots).
 * @returns once it has stayed full for a while: lets go of the disk
 */
async function keepDiskFull(): Promise<() => void> {
  let filled = performance.now();
  const fill = () => {
    if (freeBytes() === 0) return;
    filled = performance.now();
    fillDisk();
  };
  fill();
  const timer = setInterval(fill, 1);
  while (performance.now() - filled < 1500) await new Promise((resolve) => setTimeout(resolve, 50));
  return () => {
    clearInterval(timer);
    freeDisk();
  };
}

async function upload(): Promise<string> {
  let id = "";
  for (const name of readdirSync(files)) {
    const query = new URLSearchParams({ name, ...(id === "" ? {} : { upload: id }) });
    const answer = await callRoute(app.url, "POST", `/api/uploads?${query}`, admin, readFileSync(path.join(files, name)));
    expect(answer.status).toBe(200);
    id = ((await answer.json()) as { uploadId: string }).uploadId;
  }
  return id;
}

type State = { status: string; error: string | null };

/** Starts an import and follows it to its end. */
async function importUpload(uploadId: string): Promise<State> {
  const started = await callAction(app.url, actionId("startImportAction"), { uploadId, replaceSample: "true" }, admin);
  expect(started.outcome).toBe("done");
  const events = await callRoute(app.url, "GET", `/api/jobs/${started.id}/events`, admin);
  let last: State = { status: "queued", error: null };
  const decoder = new TextDecoder();
  for await (const chunk of events.body ?? []) {
    for (const [, json = "{}"] of decoder.decode(chunk, { stream: true }).matchAll(/^data: (.*)$/gm)) last = JSON.parse(json) as State;
  }
  return last;
}

/** Bytes of the store, with what is written and not yet in its place. */
const storeBytes = () => ["clientele.db", "clientele.db-wal"].reduce((sum, name) => sum + (statSync(path.join(disk, name), { throwIfNoEntry: false })?.size ?? 0), 0);

/** Moments of an import, told by what it leaves on the disk: the queue tells of them too late. */
const moments: Readonly<Record<string, () => () => boolean>> = {
  "it begins": () => () => readdirSync(path.join(disk, "tmp")).some((name) => name.startsWith("import-")),
  "its rows are being stored": () => {
    const before = storeBytes();
    return () => storeBytes() > before + megabyte;
  },
};

/** Fills the disk once it is time. @returns ends the watching, and tells whether it came to that */
function fillOnce(isTime: () => boolean): () => boolean {
  let isFilled = false;
  const timer = setInterval(() => {
    if (isFilled || !isTime()) return;
    isFilled = true;
    fillDisk();
  }, 2);
  return () => {
    clearInterval(timer);
    return isFilled;
  };
}

test("an import on a disk that fills up fails with that reason; pages stay, and it succeeds once there is space", async () => {
  const totals = async () => ((await (await callRoute(app.url, "GET", "/api/overview?period=all", admin)).json()) as { totals: unknown }).totals;
  const before = await totals();
  const uploadId = await upload();
  for (const [moment, watch] of Object.entries(moments)) {
    // little more than an import asks for, so that the rest is taken at once
    fillDisk(90 * megabyte);
    const end = fillOnce(watch());
    const failed = await importUpload(uploadId);
    expect([end(), failed.status, failed.error], moment).toEqual([true, "failed", expect.stringContaining("disk is full")]);
    expect(await totals(), moment).toEqual(before);
    expect((await visitPage(app.url, "/segments", admin)).outcome, moment).toBe("open");
    freeDisk();
  }
  expect((await importUpload(uploadId)).status).toBe("done");
  expect(await totals()).not.toEqual(before);
});

test("on a full disk a past day's overview is shown, and its customers, who must be written down, are refused in words until there is space", async () => {
  const asOf = "asOf=2018-03-01";
  const answer = (of: string) => callRoute(app.url, "GET", `/api/${of}?${asOf}`, admin);
  const page = async () => {
    const shown = await fetch(`${app.url}/customers?${asOf}`, { headers: { cookie: admin.cookie ?? "" } });
    return { status: shown.status, says: (await shown.text()).includes("diskFull") };
  };
  const letGo = await keepDiskFull();
  expect((await answer("overview")).status).toBe(200);
  const refused = await answer("customers");
  expect([refused.status, ((await refused.json()) as { error: { message: string } }).error.message]).toEqual([507, expect.stringContaining("disk is full")]);
  expect(await page()).toEqual({ status: 500, says: true });
  letGo();
  expect((await answer("customers")).status).toBe(200);
  expect(await page()).toEqual({ status: 200, says: false });
});

test("an upload that no longer fits is refused in words and leaves nothing behind", async () => {
  const count = () => readdirSync(path.join(disk, "uploads"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const before = count();
  fillDisk();
  const answer = await callRoute(app.url, "POST", "/api/uploads?name=a.csv", admin, Buffer.alloc(4 * 1024 * 1024, "a"));
  freeDisk();
  expect([answer.status, ((await answer.json()) as { error: { message: string } }).error.message]).toEqual([507, expect.stringContaining("disk is full")]);
  expect(count()).toBe(before);
});
