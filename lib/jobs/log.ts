import pino from "pino";
import { AppError } from "@/lib/errors";

/** For programs: one JSON line an event, to standard error, so that results keep standard output to themselves. */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));

const speaksOfCode = new Set(["TypeError", "RangeError", "ReferenceError", "SyntaxError"]);

/**
 * What of an error may be logged: its kind and place. Messages of databases and parsers can quote
 * a customer's data, so only those that speak of code are kept.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim());
  return {
    error: error.name,
    code: error instanceof AppError || "code" in error ? String(error.code) : undefined,
    message: speaksOfCode.has(error.name) ? error.message : undefined,
    frames,
    cause: error.cause === undefined ? undefined : loggable(error.cause),
  };
}
