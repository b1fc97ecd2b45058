import os from "node:os";
import type { ParseArgsOptionsConfig } from "node:util";
import { civilDate, dayOf } from "@/lib/stats/civil-date";
import type { ReportProgress } from "@/lib/types/job";

export type OptionValue = string | boolean | readonly string[] | undefined;
export type CommandInput = { options: Readonly<Record<string, OptionValue>>; positionals: readonly string[] };

/** What a command answers: the object of `--json`, and the lines people read. */
export type Answer = {
  json: object;
  text: string;
  /** false: the answer is bad news, and the program ends with 1 */
  ok?: boolean;
};

export type CommandContext = {
  /** for the audit log */
  actor: string;
  /** aborts on Ctrl-C */
  signal: AbortSignal;
  onProgress: ReportProgress;
  say: (line: string) => void;
};

export type Command = {
  name: string;
  /** how it is called, without the program's name */
  usage: string;
  summary: string;
  options: ParseArgsOptionsConfig;
  positionals: { min: number; max: number };
  run: (input: CommandInput, context: CommandContext) => Promise<Answer>;
};

/** A mistake in how the command was called; shown with its usage. */
export class UsageError extends Error {
  override name = "UsageError";
}

export function cliActor(): string {
  return `cli:${os.userInfo().username}`;
}

export function textOption(input: CommandInput, name: string): string | null {
  const value = input.options[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The values of an option that may be given many times. */
export function textOptions(input: CommandInput, name: string): readonly string[] {
  const value = input.options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function requiredText(input: CommandInput, name: string): string {
  const value = textOption(input, name);
  if (value === null) throw new UsageError(`--${name} is missing`);
  return value;
}

export function wholeOption(input: CommandInput, name: string, range: { min: number; max: number }): number | null {
  const text = textOption(input, name);
  if (text === null) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < range.min || value > range.max) {
    throw new UsageError(`--${name} is ${text}; it must be a whole number from ${range.min} to ${range.max}`);
  }
  return value;
}

export function choiceOption<T extends string>(input: CommandInput, name: string, choices: readonly T[]): T | null {
  const text = textOption(input, name);
  if (text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new UsageError(`--${name} is ${text}; it must be one of ${choices.join(", ")}`);
  return found;
}

/** A day like 2018-08-29, in days since 1970. */
export function dayOption(input: CommandInput, name: string): number | null {
  const text = textOption(input, name);
  if (text === null) return null;
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const day = dayOf({ year: Number(year), month: Number(month), dayOfMonth: Number(dayOfMonth) });
  const back = Number.isFinite(day) ? civilDate(day) : null;
  if (back?.month !== Number(month) || back.dayOfMonth !== Number(dayOfMonth)) throw new UsageError(`--${name} is ${text}; it must be a date like 2018-08-29`);
  return day;
}

export function flag(input: CommandInput, name: string): boolean {
  return input.options[name] === true;
}
