import type { Measure } from "@/components/explore/measure-switch";
import type { SearchParams } from "../search-params";

/** The measure named in the address; a mistyped one falls back to the first, so that old links still open. */
export function chosenMeasure<Key extends string>({ by }: SearchParams, measures: readonly [Key, ...Key[]]): Key {
  return measures.find((measure) => measure === by) ?? measures[0];
}

/** The same view by each measure; the first needs no mention. @param query text of the filters, "" or "?…" */
export function measureLinks<Key extends string>(path: string, query: string, measures: readonly Key[], labels: Readonly<Record<Key, string>>): Measure[] {
  return measures.map((key, i) => ({ key, label: labels[key], href: i === 0 ? `${path}${query}` : `${path}${query === "" ? "?" : `${query}&`}by=${key}` }));
}
