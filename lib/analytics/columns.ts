import "server-only";
import type { Columns } from "./engine";

/** Columns of numbers one after the other. */
export function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A column of numbers by its name; empty where there is none. */
export function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name];
  return column instanceof Float64Array ? column : new Float64Array(0);
}
