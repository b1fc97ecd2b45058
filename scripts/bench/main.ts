/**
 * The benchmark. Progress goes to standard error; the table, or the report with `--json`, to standard output.
 *
 *   npm run --silent bench -- [import] [publish] [fit] [kernel] [choice] [personas] [api] [--customers N] [--rounds N] [--seconds N] [--json]
 */
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { writeSampleShop } from "../commands/sample";
import { describeMachine } from "./machine";
import { findPeer } from "./peer";
import { sectionOf, withSection } from "./report";
import { stages } from "./stages";
import type { BenchContext } from "./context";
import type { Measure } from "./figures";
import type { BenchReport } from "./report";
import type { StageName } from "./stages";

const usage = `Usage: npm run --silent bench -- [${Object.keys(stages).join("] [")}] [--customers N] [--rounds N] [--seconds N] [--json]`;
const sampleSeed = 42;

type Wanted = { names: readonly StageName[]; customers: number; rounds: number; seconds: number; isJson: boolean };

function isStage(name: string): name is StageName {
  return name in stages;
}

/** @throws Error that says how the bench is called */
function readWanted(args: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      customers: { type: "string", default: "100000" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "10" },
      json: { type: "boolean", default: false },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(stages);
  const customers = Number(values.customers);
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  const unknown = names.find((name) => !isStage(name));
  if (unknown !== undefined) throw new Error(`${unknown} is not a stage. ${usage}`);
  if (!Number.isInteger(customers) || customers < 1000)
    throw new Error(`--customers is ${values.customers}; at least 1000`);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is ${values.rounds}; at least 1`);
  if (!Number.isInteger(seconds) || seconds < 1) throw new Error(`--seconds is ${values.seconds}; at least 1`);
  return { names: names.filter(isStage), customers, rounds, seconds, isJson: values.json };
}

/** A stage that fails is told and leaves the others their figures; the bench then ends with an error. */
async function measureStages(names: readonly StageName[], context: BenchContext): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const name of names) {
    context.say(`Measuring ${name} ...`);
    try {
      measures.push(...(await stages[name](context)));
    } catch (error) {
      context.say(`${name} could not be measured. ${messageOf(error)}`);
      process.exitCode = 1;
    }
  }
  return measures;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function runBench(wanted: Wanted, root: string): Promise<BenchReport> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const machine = describeMachine();
  const work = mkdtempSync(path.join(os.tmpdir(), "clientele-bench-"));
  try {
    const { customers, rounds, seconds } = wanted;
    const files = path.join(work, "files");
    say(`Writing a sample shop of ${customers} customers ...`);
    await writeSampleShop({ customers, seed: sampleSeed, profile: "olist", out: files });
    const context: BenchContext = {
      root,
      work,
      files,
      customers,
      rounds,
      seconds,
      peer: findPeer(root, machine),
      say,
    };
    if (context.peer === null)
      say("The peer cannot run here: its script, Python, pandas or scikit-learn is missing.");
    return { customers, rounds, machine, measures: await measureStages(wanted.names, context) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Only a run of all stages is written down: part of a table would pass for the whole. */
function writeDocument(root: string, report: BenchReport): void {
  const file = path.join(root, "docs/benchmarks.md");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, "utf8") : "", report));
}

const root = process.env.CLIENTELE_ROOT ?? process.cwd();
try {
  const wanted = readWanted(process.argv.slice(2));
  const report = await runBench(wanted, root);
  const isWhole = wanted.names.length === Object.keys(stages).length && process.exitCode === undefined;
  if (isWhole) writeDocument(root, report);
  process.stdout.write(`${wanted.isJson ? JSON.stringify(report) : sectionOf(report)}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
