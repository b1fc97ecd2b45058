import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { generateSampleShop } from "@/lib/sample/generate-sample-shop";
import type { SampleShopOptions } from "@/lib/sample/generate-sample-shop";
import type { SampleFile } from "@/lib/sample/sample-files";

export type Row = Record<string, string>;

/** Whole text of each file of a generated shop. */
export function shopTexts(options: SampleShopOptions): Map<SampleFile, string> {
  const pieces = new Map<SampleFile, string[]>();
  for (const { file, text } of generateSampleShop(options))
    pieces.set(file, [...(pieces.get(file) ?? []), text]);
  return new Map([...pieces].map(([file, list]) => [file, list.join("")]));
}

/** Rows of one file as a strict CSV reader sees them. */
export function rowsOf(texts: ReadonlyMap<SampleFile, string>, file: SampleFile): Row[] {
  return parse(texts.get(file) ?? "", { columns: true, bom: true });
}

export function sha256(texts: ReadonlyMap<SampleFile, string>): string {
  const hash = createHash("sha256");
  for (const file of [...texts.keys()].sort()) hash.update(file).update(texts.get(file) ?? "");
  return hash.digest("hex");
}

/** Quantile of the smallest value with at least that share at or below it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** Share of items per key. */
export function shareBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  return new Map([...countBy(items, key)].map(([name, count]) => [name, count / items.length]));
}

/** Days since 1970-01-01, with fraction, of a wall-clock time of the files. */
export function daysAt(timestamp: string | undefined): number {
  return Date.parse(`${(timestamp ?? "").replace(" ", "T")}Z`) / 86_400_000;
}
