/**
 * `npm start`: prepares the installation, then runs web and worker until told to stop.
 *
 * npm forwards no SIGTERM to its scripts, so the death of the parent is noticed by polling; and
 * children are started without a shell, which would keep signals from them.
 *
 *   node scripts/start.mjs [--dev]
 */
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const inRoot = (...parts) => path.join(root, ...parts);
const node = inRoot("node_modules/.bin/node");
const dev = process.argv.includes("--dev");
const graceMs = 20_000;

// the programs end by themselves when this process vanishes without a word
const env = { ...process.env, NODE_ENV: dev ? "development" : "production", CLIENTELE_PARENT: String(process.pid) };
const running = new Set();
let stopping = false;
let exitCode = 0;

function start(args) {
  // a group of their own: Ctrl-C reaches them through us alone, once
  const child = spawn(node, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"], detached: true });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

function ended(child) {
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1))));
}

function stop(code) {
  if (stopping) return;
  stopping = true;
  exitCode = code;
  for (const child of running) child.kill("SIGTERM");
  setTimeout(() => {
    for (const child of running) child.kill("SIGKILL");
  }, graceMs).unref();
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => stop(0));
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) stop(0);
}, 500).unref();

const prepared = await ended(start([inRoot("dist/clientele.mjs"), "boot"]));
if (prepared !== 0) stop(prepared);

if (!stopping) {
  const programs = [start([inRoot("scripts/web.mjs"), ...(dev ? ["--dev"] : [])]), start([inRoot("dist/worker.mjs")])];
  await Promise.all(
    programs.map(async (program) => {
      const code = await ended(program);
      // one without the other is no installation
      stop(code);
    }),
  );
}
while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
process.exit(exitCode);
