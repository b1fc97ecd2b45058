import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { AppError } from "@/lib/errors";
import { headerProblem, normalHeader, recognise, type Recognised } from "@/lib/import/recognise";
import { RecordScanner } from "@/lib/import/scan";
import type { Dialect } from "@/lib/import/stage-sql";
import type { SourceFile } from "./gather";

/** A file that was looked through and can be read. */
export type InspectedFile = SourceFile & {
  sha256: string;
  /** data records, without the header */
  rows: number;
  columns: number;
  dialect: Dialect;
  recognised: Recognised;
  isPadded: boolean;
  hasCarriageReturns: boolean;
};

const blockBytes = 1 << 20;
const headBytes = 1 << 18;

/** Blocks of a file; the buffer is reused, so a block must be used before the next is asked for. */
export function* blocksOf(file: string): Generator<Buffer> {
  const handle = openSync(file, "r");
  const buffer = Buffer.allocUnsafe(blockBytes);
  try {
    for (;;) {
      const bytes = readSync(handle, buffer, 0, blockBytes, null);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
    }
  } finally {
    closeSync(handle);
  }
}

function readHead(file: string): string {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(headBytes);
    return buffer.toString("utf8", 0, readSync(handle, buffer, 0, headBytes, 0));
  } finally {
    closeSync(handle);
  }
}

function headerOf(file: SourceFile, delimiter: string): string[] {
  try {
    const records = parse(readHead(file.path), { delimiter, to: 1, bom: true, relax_column_count: true, max_record_size: headBytes });
    return normalHeader(records[0] ?? []);
  } catch (error) {
    throw new AppError("badFile", `${file.name}: line 1: the header cannot be read`, { cause: error });
  }
}

/**
 * Looks through a file once: what it is, how it is written, and whether anything in it must stop the import.
 * @throws AppError badFile that names the file and, where it can, the line
 */
export async function inspect(file: SourceFile): Promise<InspectedFile> {
  if (file.bytes === 0) throw new AppError("badFile", `${file.name} is empty`);
  const header = headerOf(file, ",");
  const problem = headerProblem(header);
  if (problem) throw new AppError("badFile", `${file.name}: ${problem}`);
  const recognised = recognise(header);
  if (!recognised) throw new AppError("badFile", `${file.name}: its header is none we know (${header.slice(0, 5).join(", ").slice(0, 200)})`);
  const scanner = new RecordScanner(44);
  const digest = createHash("sha256");
  for (const block of blocksOf(file.path)) {
    digest.update(block);
    if (!scanner.feed(block)) break;
    // Lets heartbeats and the engine's answers through between blocks.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const scan = scanner.finish();
  if (scan.problem) throw new AppError("badFile", `${file.name}: ${scan.problem}`);
  return {
    ...file, recognised, sha256: digest.digest("hex"), rows: scan.records - 1, columns: header.length,
    isPadded: scan.isPadded, hasCarriageReturns: scan.hasCarriageReturns,
    dialect: { delimiter: ",", newline: scan.endings.crlf > 0 ? "\\r\\n" : "\\n" },
  };
}
