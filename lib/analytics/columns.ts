import "server-only";
import type { Columns } from "./engine";

/** A column of numbers by its name; empty where there is none. */
export function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name];
  return column instanceof Float64Array ? column : new Float64Array(0);
}
