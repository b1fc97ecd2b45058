/**
 * Bundles the command line and the worker to dist/, so that they start in a fraction of a second.
 *
 *   node scripts/bundle.mjs [FOLDER]
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.dirname(import.meta.dirname);
const entries = {
  clientele: "scripts/cli/main.ts",
  worker: "lib/jobs/worker-main.ts",
  heartbeat: "lib/store/heartbeat-thread.ts",
  bench: "scripts/bench/main.ts",
  "bench-stage": "scripts/bench/stage-process.ts",
};
const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));

await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(present),
  outdir: process.argv[2] ?? "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // what only one command needs is loaded by that command alone
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node24",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
  // `server-only` guards React bundles; these programs are the server.
  alias: { "server-only": path.join(root, "scripts/server-only-stub.mjs") },
});
