import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { AppError } from "@/lib/errors";
import { mapProblems, recogniseGeneric } from "@/lib/import/generic";
import { headerProblem, normalHeader, recognise, type Recognised } from "@/lib/import/recognise";
import type { Dialect } from "@/lib/import/stage-sql";
import type { Scan } from "@/lib/import/scan";
import type { ColumnMap, FileKind, ImportFormat } from "@/lib/types/import";
import type { SourceFile } from "./gather";
import { encodingOf, normalise, scanFile } from "./text-file";

/** A file that was looked through and can be read. `path` is the text to read: the file, or a copy in UTF-8. */
export type InspectedFile = SourceFile & {
  sha256: string;
  /** data records, without the header */
  rows: number;
  columns: number;
  header: readonly string[];
  dialect: Dialect;
  /** of a generic file: replaced once its values are known */
  recognised: Recognised;
  isPadded: boolean;
  hasCarriageReturns: boolean;
};

export type InspectOptions = { format: ImportFormat | null; map: ColumnMap; currency: string; /** for copies */ folder: string };

const headBytes = 1 << 18;
const delimiters = [",", ";", "\t", "|"] as const;
const bad = (file: SourceFile, reason: string, cause?: unknown) => new AppError("badFile", `${file.name}: ${reason}`, { cause });

function readHead(file: string): string {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(headBytes);
    return buffer.toString("utf8", 0, readSync(handle, buffer, 0, headBytes, 0));
  } finally {
    closeSync(handle);
  }
}

function headerOf(head: string, delimiter: string): string[] | null {
  try {
    const records = parse(head, { delimiter, to: 1, bom: true, relax_column_count: true, max_record_size: headBytes });
    return normalHeader(records[0] ?? []);
  } catch {
    return null;
  }
}

type Head = { header: string[]; delimiter: string; recognised: Recognised };

/** What a header says under each delimiter; the first that says something wins. */
function readHeader(file: SourceFile, textPath: string, options: InspectOptions): Head {
  const head = readHead(textPath);
  const readable = delimiters.flatMap((delimiter) => {
    const header = headerOf(head, delimiter);
    return header ? [{ header, delimiter }] : [];
  });
  const widest = readable.toSorted((a, b) => b.header.length - a.header.length)[0];
  if (!widest) throw bad(file, "line 1: the header cannot be read");
  const problem = headerProblem(widest.header);
  if (problem) throw bad(file, problem);
  for (const { header, delimiter } of readable) {
    const generic = options.format === "olist" ? null : recogniseGeneric(header, options.map, { decimal: ".", dateOrder: "ymd", rows: "order" }, options.currency);
    const recognised = generic ?? (options.format === "generic" ? null : recognise(header));
    if (recognised) return { header, delimiter, recognised };
  }
  const wrong = mapProblems(options.map, widest.header)[0];
  if (wrong) throw bad(file, wrong);
  throw bad(file, `its columns are none we know (${widest.header.slice(0, 6).join(", ").slice(0, 200)})`);
}

/** A file whose header is known, and what becomes known when all of it has been looked through. */
export type OpenedFile = { kind: FileKind; whole: Promise<InspectedFile> };

type Copied = { /** of the text to read */ path: string; isCopy: boolean };

/** A file in another encoding is read from a copy in UTF-8. */
function inUtf8(file: SourceFile, copy: string): Copied {
  const encoding = encodingOf(file.path, file.name);
  if (encoding !== "utf-8") normalise(file.path, copy, encoding);
  return encoding === "utf-8" ? { path: file.path, isCopy: false } : { path: copy, isCopy: true };
}

const hasOddEnds = ({ endings: { lf, crlf }, hasCarriageReturns }: Scan) => (hasCarriageReturns && lf + crlf === 0) || (lf > 0 && crlf > 0);

/** Looks through a whole file. One with mixed line ends is read from a copy, too. */
async function lookThrough(file: SourceFile, text: Copied, options: InspectOptions & { copy: string; head: Head }): Promise<InspectedFile> {
  const digest = createHash("sha256");
  let { path: textPath } = text;
  let { head } = options;
  let scan = await scanFile(textPath, head.delimiter, (block) => digest.update(block));
  if (!text.isCopy && hasOddEnds(scan) && scan.problem === null) {
    textPath = options.copy;
    normalise(file.path, textPath, "utf-8");
    head = readHeader(file, textPath, options);
    scan = await scanFile(textPath, head.delimiter);
  }
  if (scan.problem) throw bad(file, scan.problem);
  if (scan.records < 2) throw bad(file, "it has a header but no rows");
  return {
    ...file, path: textPath, recognised: head.recognised, sha256: digest.digest("hex"), rows: scan.records - 1,
    columns: head.header.length, header: head.header, isPadded: scan.isPadded, hasCarriageReturns: scan.hasCarriageReturns,
    dialect: { delimiter: head.delimiter, newline: scan.endings.crlf > 0 ? "\\r\\n" : "\\n" },
  };
}

/**
 * Looks through files, each once: what it is, how it is written, and whether anything in it must stop the import.
 * All headers are known when this returns; the rest of the files is looked through one after the other from then on.
 *
 * @param check called before each file; what it throws stops the rest
 * @throws AppError badFile that names the file and, where it can, the line; of the rest, by its promise
 */
export function inspectAll(files: readonly SourceFile[], options: InspectOptions, check: () => void): OpenedFile[] {
  const opened = files.map((file) => {
    check();
    if (file.bytes === 0) throw bad(file, "it is empty");
    const copy = path.join(options.folder, `copy-${createHash("sha256").update(file.path).digest("hex").slice(0, 16)}.csv`);
    const text = inUtf8(file, copy);
    return { file, text, copy, head: readHeader(file, text.path, options) };
  });
  let last: Promise<unknown> = Promise.resolve();
  return opened.map(({ file, text, copy, head }) => {
    const whole = last.then(() => {
      check();
      return lookThrough(file, text, { ...options, copy, head });
    });
    last = whole;
    // whoever reads the file, and whoever waits for all, hears of it
    whole.catch(() => undefined);
    return { kind: head.recognised.source.kind, whole };
  });
}
