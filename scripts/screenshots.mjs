/** `npm run screenshots`: every screen of the sample shop in light, dark and 390 px wide, to docs/screenshots. */
import { execFileSync } from "node:child_process";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const node = path.join(root, "node_modules/.bin/node");
execFileSync(node, [path.join(root, "scripts/setup.mjs"), "--build"], { cwd: root, stdio: "inherit" });
execFileSync(node, [path.join(root, "node_modules/@playwright/test/cli.js"), "test"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, CLIENTELE_SCREENSHOTS: "1" },
});
