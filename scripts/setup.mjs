/**
 * Brings a fresh clone to a runnable state; does nothing where nothing changed. Plain Node without
 * dependencies, because it runs before node_modules exists and on whatever Node the machine has.
 *
 *   node scripts/setup.mjs [--build]
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => path.join(root, ...parts);
const node = inRoot("node_modules/.bin/node");
const build = process.argv.includes("--build");

function say(text) {
  process.stderr.write(`${text}\n`);
}

function run(command, args, env = {}) {
  execFileSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    // stdout belongs to the command that follows (`--json`)
    stdio: ["ignore", 2, 2],
  });
}

function filesUnder(entry) {
  const full = inRoot(entry);
  if (!existsSync(full)) return [];
  const children = readdirSync(full, { withFileTypes: true, recursive: true });
  return children
    .filter((child) => child.isFile())
    .map((child) => path.join(child.parentPath ?? child.path, child.name))
    .filter((file) => !file.includes(`${path.sep}generated${path.sep}`))
    .sort();
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Runs `work` when the inputs differ from those of its last success. */
function whenChanged(name, files, outputs, work) {
  const stamp = inRoot("node_modules/.clientele", name);
  const now = digest(files);
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === now && outputs.every((o) => existsSync(inRoot(o)));
  if (fresh) return;
  rmSync(stamp, { force: true });
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function install() {
  say("Installing packages (about a minute) ...");
  // Install scripts stay off: better-sqlite3 ships its binary but would be recompiled. `node` links its own.
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev"], { NODE_ENV: "" });
  run("npm", ["rebuild", "node"]);
}

const sources = ["app", "components", "lib", "public", "prisma"].flatMap(filesUnder);
const configuration = ["next.config.ts", "proxy.ts", "instrumentation.ts", "package.json", "postcss.config.cjs", "tsconfig.json"]
  .map((file) => inRoot(file))
  .filter(existsSync);

whenChanged("install", [inRoot("package.json"), inRoot("package-lock.json")], ["node_modules/.bin/node"], install);
whenChanged("prisma", [inRoot("prisma/schema.prisma")], ["lib/store/generated/client.ts"], () => {
  // The engine is not needed to generate; any existing file stops Prisma from downloading it.
  run(node, [inRoot("node_modules/prisma/build/index.js"), "generate"], { PRISMA_SCHEMA_ENGINE_BINARY: node });
});
whenChanged("kernel", [...filesUnder("lib/cluster/kernel/assembly"), inRoot("scripts/kernel.mjs"), inRoot("package-lock.json")], ["dist/kernel.wasm"], () => {
  run(node, [inRoot("scripts/kernel.mjs")]);
});
whenChanged("programs", [...sources, ...filesUnder("scripts"), ...configuration], ["dist/clientele.mjs"], () => {
  run(node, [inRoot("scripts/bundle.mjs")]);
});
if (build) {
  whenChanged("next", [...sources, ...configuration], [".next/BUILD_ID"], () => {
    say("Building the web application ...");
    run(node, [inRoot("node_modules/next/dist/bin/next"), "build"], { NODE_ENV: "production" });
  });
}
