import type { FileLedger } from "@/lib/types/import";
import type { Outcome } from "./classify";
import type { InspectedFile } from "./inspect";

/**
 * Five exclusive counts per file that add up to its rows: a row that repeats another, of the file
 * or of the store, is a duplicate; of the rest a row that waits for another is pending.
 *
 * @param rejected lines per file
 */
export function buildLedger(files: readonly InspectedFile[], rejected: readonly number[], outcomes: readonly Outcome[]): FileLedger[] {
  return files.map((file, i) => {
    const o = outcomes.find((outcome) => outcome.file === i) ?? { stored: 0, duplicate: 0, pending: 0, updated: 0 };
    const bad = rejected[i] ?? 0;
    return {
      name: file.name, kind: file.recognised.source.kind, bytes: file.bytes, sha256: file.sha256,
      rejected: bad, pending: o.pending, updated: o.updated,
      accepted: o.stored - o.duplicate - o.pending - o.updated,
      duplicate: file.rows - bad - o.stored + o.duplicate,
    };
  });
}
