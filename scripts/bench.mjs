/** `npm run bench`: sets up and builds where needed, then runs the benchmark under the pinned Node. */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

// import.meta.dirname is missing before Node 20.11
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const setup = spawnSync(process.execPath, [path.join(root, "scripts/setup.mjs"), "--build"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
if (setup.status !== 0) process.exit(setup.status ?? 1);

const child = spawn(
  path.join(root, "node_modules/.bin/node"),
  ["--disable-warning=ExperimentalWarning", path.join(root, "dist/bench.mjs"), ...process.argv.slice(2)],
  { stdio: "inherit", env: { ...process.env, CLIENTELE_ROOT: root } },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
