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
const mostCrashes = 3;
const crashWindowMs = 60_000;

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

/** How a program ended: its code, or the signal that ended it. */
function ended(child) {
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code: signal ? 1 : (code ?? 1), signal })));
}

/**
 * Runs a program until it ends by itself. One that crashed or was killed is started again: all it had
 * acknowledged is in the store. Not for ever: a program that crashes at once would do nothing else.
 */
async function keepRunning(args) {
  const crashes = [];
  for (;;) {
    const { code, signal } = await ended(start(args));
    if (stopping || !signal) return code;
    crashes.push(Date.now());
    if (crashes.filter((at) => at > Date.now() - crashWindowMs).length >= mostCrashes) return code;
    process.stderr.write(`${path.basename(args[0])} was ended by ${signal}; it is started again\n`);
  }
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
if (prepared.code !== 0) stop(prepared.code);

if (!stopping) {
  const programs = [[inRoot("scripts/web.mjs"), ...(dev ? ["--dev"] : [])], [inRoot("dist/worker.mjs")]];
  // one without the other is no installation
  await Promise.all(programs.map(async (args) => stop(await keepRunning(args))));
}
while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
process.exit(exitCode);
