/** The command line. Results go to standard output, progress and errors to standard error. */
import { parseArgs } from "node:util";
import { AppError } from "@/lib/errors";
import { closeStore } from "@/lib/store/client";
import { migrateStore } from "@/lib/store/migrate";
import type { ErrorAnswer } from "./answers";
import { type Command, cliActor, type OptionValue, UsageError } from "./command";
import { commands } from "./commands";
import { type ProgressLine, progressLine } from "./progress-line";

const program = "npm run --silent clientele --";

function help(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [`Usage: ${program} COMMAND [--json]`, "", ...lines, "", `${program} COMMAND --help shows its options.`].join("\n");
}

function usageOf(command: Command): string {
  return `Usage: ${program} ${command.usage} [--json]\n${command.summary}`;
}

function readInput(command: Command, args: string[]) {
  try {
    const options = { ...command.options, json: { type: "boolean" as const }, help: { type: "boolean" as const } };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { options: values as Record<string, OptionValue>, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "the options cannot be read");
  }
}

async function run(command: Command, args: string[], line: ProgressLine, signal: AbortSignal): Promise<number> {
  const input = readInput(command, args);
  if (input.options.help === true) {
    process.stdout.write(`${usageOf(command)}\n`);
    return 0;
  }
  const { min, max } = command.positionals;
  if (input.positionals.length < min || input.positionals.length > max) throw new UsageError("wrong number of arguments");
  migrateStore(process.env.CLIENTELE_ROOT);
  const answer = await command.run(input, { actor: cliActor(), signal, onProgress: line.show, say: line.say });
  line.clear();
  const text = input.options.json === true ? JSON.stringify(answer.json) : answer.text;
  if (text !== "") process.stdout.write(`${text}\n`);
  return answer.ok === false ? 1 : 0;
}

/** What went wrong: a code for programs, a sentence for people. Strangers' messages are shown here only: the terminal is the owner's. */
function explain(error: unknown): ErrorAnswer["error"] {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  if (error instanceof UsageError) return { code: "usage", message: error.message };
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const wantsJson = args.includes("--json");
  const line = progressLine(process.stderr);
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort(new AppError("cancelled")));
  const command = commands.find((known) => known.name === name);
  if (!command) {
    (name === undefined || name === "help" || name === "--help" ? process.stdout : process.stderr).write(`${help()}\n`);
    return name === undefined || name === "help" || name === "--help" ? 0 : 2;
  }
  try {
    return await run(command, args, line, abort.signal);
  } catch (error) {
    line.clear();
    const answer = explain(error);
    process.stderr.write(`${answer.code}: ${answer.message}\n`);
    if (answer.code === "usage") process.stderr.write(`${usageOf(command)}\n`);
    if (answer.code === "unexpected" && error instanceof Error && process.env.CLIENTELE_TRACE === "1") process.stderr.write(`${error.stack}\n`);
    if (wantsJson) process.stdout.write(`${JSON.stringify({ error: answer } satisfies ErrorAnswer)}\n`);
    return answer.code === "usage" ? 2 : 1;
  } finally {
    await closeStore();
  }
}

// everything below the data folder is its owner's alone
process.umask(0o077);
process.exit(await main());
