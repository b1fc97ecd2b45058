import type { SearchParams } from "../search-params";

/** The measure named in the address; a mistyped one falls back, so that old links still open. */
export function chosenMeasure<Measure extends string>({ by }: SearchParams, measures: readonly Measure[], fallback: Measure): Measure {
  return measures.find((measure) => measure === by) ?? fallback;
}

/** The same view by another measure. @param query text of the filters, "" or "?…" */
export function withMeasure(path: string, query: string, measure: string, fallback: string): string {
  if (measure === fallback) return `${path}${query}`;
  return `${path}${query === "" ? "?" : `${query}&`}by=${measure}`;
}
