import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
const node = path.join(root, "node_modules/.bin/node");

/** The programs of this very source, bundled apart so that test files running at once share nothing. */
export function bundlePrograms(): { clientele: string; worker: string; remove: () => void } {
  const folder = path.join(root, ".tmp", `programs-${randomUUID()}`);
  execFileSync(node, ["scripts/bundle.mjs", folder], { cwd: root, stdio: "pipe" });
  return {
    clientele: path.join(folder, "clientele.mjs"),
    worker: path.join(folder, "worker.mjs"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Finished = { code: number | null; signal: string | null; stdout: string; stderr: string };

export type Running = { child: ChildProcess; finished: Promise<Finished> };

/** Starts one of our programs under the project's own Node. */
export function start(args: readonly string[], env: Readonly<Record<string, string>>, input = ""): Running {
  return startProgram(node, args, env, input);
}

/**
 * The same on a disk of its own, so small that it can be filled. The mount is the program's alone and
 * goes with it; from outside its files are below `/proc/PID/root`.
 */
export function startOnSmallDisk(megabytes: number, folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const asOurselves = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
  return startProgram("unshare", [...asOurselves, "--mount", "sh", "-c", script, folder, node, ...args], env);
}

function startProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>>, input = ""): Running {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, NODE_ENV: "production", ...env }, stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  // a program that never reads its input may be gone before it is written
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const finished = new Promise<Finished>((resolve) => child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr })));
  return { child, finished };
}
