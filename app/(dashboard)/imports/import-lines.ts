import type { Tone } from "@/components/ui/badge";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { FileLedger, Import, ImportStatus } from "@/lib/types/import";

type Count = "accepted" | "updated" | "duplicate" | "rejected" | "pending";

export function sumOf(files: readonly FileLedger[], count: Count): number {
  return files.reduce((sum, file) => sum + file[count], 0);
}

const words: Record<ImportStatus, { word: string; tone: Tone }> = {
  running: { word: "running", tone: "info" },
  complete: { word: "published", tone: "good" },
  failed: { word: "failed", tone: "bad" },
  cancelled: { word: "cancelled", tone: "plain" },
  undone: { word: "undone", tone: "plain" },
};

/** "published, snapshot 14". */
export function resultOf({ status, dryRun, snapshotId }: Import): { word: string; tone: Tone; note: string } {
  if (dryRun && status === "complete") return { word: "dry run", tone: "info", note: "nothing published" };
  return { ...words[status], note: status === "complete" && snapshotId !== null ? `snapshot ${snapshotId}` : "" };
}

/** "Olist, 9 files, sample shop". */
export function formatWords({ format, files, sample }: Import): string {
  const name = format === "olist" ? "Olist" : "Generic orders";
  return `${name}, ${plural(files.length, String(files.length), "file")}${sample ? ", sample shop" : ""}`;
}

/** "Import 14, published: 1,286,402 of 1,548,778 rows accepted"; without rows only its state. */
export function ledgerTitle(one: Import, locale: string): string {
  const accepted = sumOf(one.files, "accepted") + sumOf(one.files, "updated");
  const rows = accepted + sumOf(one.files, "duplicate") + sumOf(one.files, "rejected") + sumOf(one.files, "pending");
  const state = `Import ${one.id}, ${resultOf(one).word}`;
  return rows === 0 ? state : `${state}: ${formatNumber(accepted, locale)} of ${plural(rows, formatNumber(rows, locale), "row")} accepted`;
}

export const canUndo = ({ status, dryRun }: Import): boolean => status === "complete" && !dryRun;

/** What undoing takes away, counted. */
export function undoWords({ files, id }: Import, locale: string): string {
  const rows = sumOf(files, "accepted") + sumOf(files, "updated");
  return `${plural(rows, formatNumber(rows, locale), "row")} of import ${id} go; what they replaced becomes current again, and rows that a later import held too stay with that one. Runs made since stay readable, on older orders.`;
}
