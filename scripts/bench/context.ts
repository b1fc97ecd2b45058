import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { runMeasured } from "./processes";
import { stageAnswer } from "./stage-answers";
import type { MeasuredRun } from "./processes";
import type { Stage } from "./stage-answers";

/** What every stage of the bench works with. */
export type BenchContext = {
  root: string;
  /** scratch folder of this run, removed at its end */
  work: string;
  /** the generated Olist files */
  files: string;
  customers: number;
  rounds: number;
  /** seconds for which each address is asked for */
  seconds: number;
  /** the peer's script; null where it cannot run */
  peer: string | null;
  say: (line: string) => void;
};

/** An empty data folder. */
export function freshData(context: BenchContext): string {
  return mkdtempSync(path.join(context.work, "data-"));
}

export function dropData(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  // Dirty pages of the last run would otherwise be written during the next.
  spawnSync("sync");
}

/** Environment of a Clientele process on a data folder. */
export function environmentOf(context: BenchContext, data: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    CLIENTELE_ROOT: context.root,
    CLIENTELE_DATA: data,
    CLIENTELE_SAMPLE: "0",
  };
}

/** Runs one stage in a process of its own. */
export async function runStage(
  context: BenchContext,
  data: string,
  ...args: readonly string[]
): Promise<Stage> {
  const run = await runProgram(context, data, "bench-stage.mjs", args);
  return stageAnswer.parse(JSON.parse(run.stdout));
}

/** Runs the command line as a person would, with the answer in JSON. */
export function runCommand(
  context: BenchContext,
  data: string,
  ...args: readonly string[]
): Promise<MeasuredRun> {
  return runProgram(context, data, "clientele.mjs", [...args, "--json"]);
}

function runProgram(
  context: BenchContext,
  data: string,
  program: string,
  args: readonly string[],
): Promise<MeasuredRun> {
  const file = path.join(context.root, "dist", program);
  return runMeasured(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", file, ...args],
    environmentOf(context, data),
  );
}
