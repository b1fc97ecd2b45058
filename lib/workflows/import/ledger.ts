import type { Staging } from "@/lib/analytics/staging";
import type { FileLedger } from "@/lib/types/import";
import type { Outcome } from "./classify";
import type { InspectedFile } from "./inspect";
import type { ReadFiles } from "./read";

/**
 * Five exclusive counts per file that add up to its rows: a row that repeats another, of the file
 * or of the store, is a duplicate; of the rest a row that waits for another is pending.
 */
export async function buildLedger(
  staging: Staging, files: readonly InspectedFile[], read: ReadFiles, outcomes: readonly Outcome[],
): Promise<{ ledger: FileLedger[]; broken: number[] }> {
  const ledger: FileLedger[] = [];
  const broken: number[] = [];
  for (const [i, file] of files.entries()) {
    const kind = file.recognised.source.kind;
    const [counts] = await staging.rows<{ broken: number }>(`select count(*) as broken from checked_${kind} where file = ${i} and problem is not null`);
    const rejected = (counts?.broken ?? 0) + (read.ragged[i] ?? 0);
    broken.push(rejected);
    const o = outcomes.find((outcome) => outcome.file === i) ?? { stored: 0, duplicate: 0, pending: 0, updated: 0 };
    ledger.push({
      name: file.name, kind, bytes: file.bytes, sha256: file.sha256, rejected, pending: o.pending, updated: o.updated,
      accepted: o.stored - o.duplicate - o.pending - o.updated,
      duplicate: file.rows - rejected - o.stored + o.duplicate,
    });
  }
  return { ledger, broken };
}
