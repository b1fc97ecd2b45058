import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
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
  // its progress is told twice a second: so many that it is still being stored when it is told of that
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
/** Takes all the space there is, as another program would. */
function fillDisk(): void {
  const block = Buffer.alloc(64 * 1024);
  const file = openSync(filler(), "a");
  try {
    for (;;) writeSync(file, block);
  } catch {
    // no space left: what was wanted
  } finally {
    closeSync(file);
  }
}
const freeDisk = () => rmSync(filler(), { force: true });

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

type State = { status: string; error: string | null; progress: { step: number } | null };

/** Starts an import and follows it to its end. */
async function importUpload(uploadId: string, onState: (state: State) => void = () => undefined): Promise<State> {
  const started = await callAction(app.url, actionId("startImportAction"), { uploadId, replaceSample: "true" }, admin);
  expect(started.outcome).toBe("done");
  const events = await callRoute(app.url, "GET", `/api/jobs/${started.id}/events`, admin);
  let last: State = { status: "queued", error: null, progress: null };
  const decoder = new TextDecoder();
  for await (const chunk of events.body ?? []) {
    for (const [, json = "{}"] of decoder.decode(chunk, { stream: true }).matchAll(/^data: (.*)$/gm)) onState((last = JSON.parse(json) as State));
  }
  return last;
}

test("an import on a disk that fills up fails with that reason; pages stay, and it succeeds once there is space", async () => {
  const totals = async () => ((await (await callRoute(app.url, "GET", "/api/overview?period=all", admin)).json()) as { totals: unknown }).totals;
  const before = await totals();
  const uploadId = await upload();
  let isFilled = false;
  const failed = await importUpload(uploadId, ({ progress }) => {
    if (isFilled || (progress?.step ?? 0) < 2) return;
    isFilled = true;
    fillDisk();
  });
  expect(failed.status).toBe("failed");
  expect(failed.error).toContain("disk is full");
  expect(await totals()).toEqual(before);
  expect((await visitPage(app.url, "/segments", admin)).outcome).toBe("open");
  freeDisk();
  expect((await importUpload(uploadId)).status).toBe("done");
  expect(await totals()).not.toEqual(before);
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
