/**
 * Bundles the command line and the worker to dist/, so that they start in a fraction of a second.
 *
 *   node scripts/bundle.mjs [FOLDER]
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { smallQueryCompiler } from "./bundle/small-query-compiler.mjs";

const root = path.dirname(import.meta.dirname);
const entries = {
  clientele: "scripts/cli/main.ts",
  worker: "lib/jobs/worker-main.ts",
  heartbeat: "lib/store/heartbeat-thread.ts",
  "kernel-thread": "lib/jobs/kernel-thread.ts",
  bench: "scripts/bench/main.ts",
  "bench-stage": "scripts/bench/stage-process.ts",
};
const folder = path.resolve(root, process.argv[2] ?? "dist");
const kernel = path.join(root, "dist/kernel.wasm");
const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));

mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(present),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // what only one command needs is loaded by that command alone
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node24",
  // packages in hundreds of small files cost more to find than to run; those with native parts stay where they are
  external: ["better-sqlite3", "@duckdb/node-bindings", "@node-rs/argon2", "autocannon"],
  // packages written for CommonJS still ask for it
  banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
  plugins: [smallQueryCompiler(folder)],
  sourcemap: true,
  metafile: true,
  logLevel: "warning",
  // `server-only` guards React bundles; these programs are the server.
  alias: { "server-only": path.join(root, "scripts/server-only-stub.mjs") },
});

// chunks of an earlier build, whose names nothing asks for any more
const current = new Set(Object.keys(metafile.outputs).map((file) => path.basename(file)));
for (const name of readdirSync(folder)) if (/\.mjs(\.map)?$/.test(name) && !current.has(name)) rmSync(path.join(folder, name));

// the threads of the k-means kernel look for it beside themselves
if (folder !== path.dirname(kernel) && existsSync(kernel)) copyFileSync(kernel, path.join(folder, "kernel.wasm"));
