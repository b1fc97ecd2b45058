/**
 * `npm test`: every check, whether or not an earlier one failed, and a closing line with the counts.
 *
 *   node scripts/test.mjs [--no-browser]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const inRoot = (...parts) => path.join(root, ...parts);
const node = inRoot("node_modules/.bin/node");
const results = inRoot("test-results");
const withBrowser = !process.argv.includes("--no-browser");
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(args, env = {}) {
  return spawnSync(node, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } }).status === 0;
}

function count(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(name);
}

function check(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const begin = Date.now();
  count(name, work());
  process.stdout.write(`== ${name}: ${((Date.now() - begin) / 1000).toFixed(0)} s\n`);
}

/** A program that passes or fails as a whole. */
function step(name, args, env) {
  check(name, () => (run(args, env) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }));
}

/** Counts of a program's own JSON report; without a readable one it counts as failed. */
function report(name, args, file, read) {
  check(name, () => {
    rmSync(file, { force: true });
    const ok = run(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
    try {
      const counts = read(JSON.parse(readFileSync(file, "utf8")));
      return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
    } catch {
      return { passed: 0, failed: 1, skipped: 0 };
    }
  });
}

function vitest(project) {
  const file = path.join(results, `${project}.json`);
  report(
    `${project} tests`,
    [inRoot("node_modules/vitest/vitest.mjs"), "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    file,
    (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests + json.numTodoTests }),
  );
}

function playwright() {
  const file = path.join(results, "browser.json");
  report(
    "browser tests",
    [inRoot("node_modules/@playwright/test/cli.js"), "test", "--reporter=line,json"],
    file,
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
  );
}

mkdirSync(results, { recursive: true });
step("lint", [inRoot("node_modules/eslint/bin/eslint.js"), "."]);
step("types", [inRoot("node_modules/typescript/bin/tsc"), "--noEmit"]);
vitest("unit");
// the store tests run the built application too
step("build", [inRoot("scripts/setup.mjs"), "--build"]);
vitest("store");
if (withBrowser && existsSync(inRoot("playwright.config.ts"))) playwright();

if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(", ")}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 ? 1 : 0);
