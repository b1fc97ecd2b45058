import { spawn } from "node:child_process";
import { existsSync, mkdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { sweepTemporary } = await import("@/lib/workflows/temporary");
const { dataPaths } = await import("@/lib/env");
afterAll(() => data.remove());

const hourMs = 60 * 60_000;

/** An entry of the temporary folder, so many hours old. */
function entry(name: string, hours: number): string {
  const folder = path.join(dataPaths().temporary, name);
  mkdirSync(folder, { recursive: true });
  utimesSync(folder, new Date(Date.now() - hours * hourMs), new Date(Date.now() - hours * hourMs));
  return folder;
}

test("what another living process works on stays, however old; what a dead one left goes, however new", async () => {
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });
  const names = (pid: number) => [`memberships-7-${pid}`, `import-${pid}-0a1b`, `engine-${pid}`, `assignment-7-0a-${pid}`];
  const living = names(other.pid ?? 0).map((name) => entry(name, 48));
  sweepTemporary(Date.now());
  expect(living.map((folder) => existsSync(folder))).toEqual([true, true, true, true]);
  const ended = new Promise((resolve) => other.once("exit", resolve));
  other.kill("SIGKILL");
  await ended;
  sweepTemporary(Date.now());
  expect(living.map((folder) => existsSync(folder))).toEqual([false, false, false, false]);
});

test("an entry that names no process goes after six hours", () => {
  const [young, old] = [entry("copy-a", 5), entry("copy-b", 7)];
  sweepTemporary(Date.now());
  expect([existsSync(young), existsSync(old)]).toEqual([true, false]);
});
