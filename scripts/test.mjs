/**
 * `npm test`: every check, whether or not an earlier one failed, and a closing line with the counts.
 *
 *   node scripts/test.mjs [--no-browser]
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const inRoot = (...parts) => path.join(root, ...parts);
const node = inRoot("node_modules/.bin/node");
const results = inRoot("test-results");
const withBrowser = !process.argv.includes("--no-browser");
// many short programs are started, most of them for a second time
const shared = { NODE_COMPILE_CACHE: inRoot(".tmp/compile-cache") };
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** what failed, by name and in its own words: the last lines are all that some logs keep */
const named = [];

/** Runs a program; what it says is shown at once, or kept for `print` where another runs beside it. */
function run(args, { env = {}, print }) {
  return new Promise((resolve) => {
    const stdio = print ? ["ignore", "pipe", "pipe"] : "inherit";
    const child = spawn(node, args, { cwd: root, stdio, env: { ...process.env, ...shared, ...env } });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", print);
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

/** A program that passes or fails as a whole. */
function step(name, ...args) {
  return { name, work: async (print) => ((await run(args, { print })) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }) };
}

/** Counts of a program's own JSON report; without a readable one it counts as failed. */
function report(name, file, args, read) {
  const work = async (print) => {
    rmSync(file, { force: true });
    const ok = await run(args, { print, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } });
    try {
      const { broken, ...counts } = read(JSON.parse(readFileSync(file, "utf8")));
      named.push(...broken);
      return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
    } catch {
      return { passed: 0, failed: 1, skipped: 0 };
    }
  };
  return { name, work };
}

const inShort = (message) => message.split("\n").slice(0, 12).join("\n").slice(0, 1200);

/** Tests that failed, and files that could not be run to their end. */
function brokenInVitest({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === "failed").map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${inShort(failureMessages.join("\n"))}`);
    return message === "" ? failed : [...failed, `${file}\n${inShort(message)}`];
  });
}

function brokenInPlaywright({ file, specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ title, tests }) => `${file} > ${title}\n${inShort(tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ""))).join("\n"))}`);
  return [...failed, ...suites.flatMap((suite) => brokenInPlaywright(suite))];
}

function vitest(project) {
  const file = path.join(results, `${project}.json`);
  return report(
    `${project} tests`,
    file,
    [inRoot("node_modules/vitest/vitest.mjs"), "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests + json.numTodoTests, broken: brokenInVitest(json) }),
  );
}

function playwright() {
  return report(
    "browser tests",
    path.join(results, "browser.json"),
    [inRoot("node_modules/@playwright/test/cli.js"), "test", "--reporter=line,json"],
    ({ stats, suites }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped, broken: suites.flatMap((suite) => brokenInPlaywright(suite)) }),
  );
}

function count(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(name);
}

/** Runs checks side by side, each shown whole as it ends; one alone is shown as it goes. */
async function check(...checks) {
  const one = async ({ name, work }) => {
    const begin = Date.now();
    const said = [];
    if (checks.length === 1) process.stdout.write(`\n== ${name}\n`);
    count(name, await work(checks.length === 1 ? undefined : (text) => said.push(text)));
    if (checks.length > 1) process.stdout.write(`\n== ${name}\n${said.join("")}`);
    process.stdout.write(`== ${name}: ${((Date.now() - begin) / 1000).toFixed(0)} s\n`);
  };
  await Promise.all(checks.map(one));
}

mkdirSync(results, { recursive: true });
// neither keeps two cores busy by itself
await check(step("build", inRoot("scripts/setup.mjs"), "--build"), vitest("unit"));
// after the build, which describes the routes' types
await check(step("lint", inRoot("node_modules/eslint/bin/eslint.js"), "."), step("types", inRoot("node_modules/typescript/bin/tsc"), "--noEmit"));
// these measure, so each is alone; the store tests run the built application too
await check(vitest("store"));
if (withBrowser && existsSync(inRoot("playwright.config.ts"))) await check(playwright());

if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(", ")}\n${named.map((one) => `\n${one}\n`).join("")}`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 ? 1 : 0);
