import { createWriteStream } from "node:fs";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { AppError } from "@/lib/errors";
import type { SourceFile } from "./gather";

const mostEntries = 500;
const mostBytes = 5 * 1024 ** 3;
/** Real CSV files shrink to a tenth or twentieth; a bomb shrinks a thousandfold. */
const highestRatio = 100;
const smallEntry = 10 * 1024 * 1024;
const symbolicLink = 0o120000;

const isZip = (file: SourceFile) => /\.zip$/i.test(file.name);

/**
 * Files with every ZIP among them replaced by its CSV files, written under names of our own.
 * @throws AppError badFile for a bomb, an encrypted, nested or odd entry
 */
export async function unpackAll(files: readonly SourceFile[], folder: string): Promise<SourceFile[]> {
  const all: SourceFile[] = [];
  for (const [i, file] of files.entries()) all.push(...(isZip(file) ? await unpack(file, path.join(folder, `zip-${i}`)) : [file]));
  return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function entryProblem(entry: Entry): string | null {
  if (/\.(zip|gz|7z|rar|xz|bz2)$/i.test(entry.fileName)) return `holds another archive (${entry.fileName.slice(0, 100)})`;
  if (entry.generalPurposeBitFlag & 1) return "is encrypted";
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === symbolicLink) return "holds a symbolic link";
  if (entry.uncompressedSize > smallEntry && entry.uncompressedSize > entry.compressedSize * highestRatio) {
    return `unpacks to more than ${highestRatio} times its size`;
  }
  return null;
}

async function unpack(file: SourceFile, prefix: string): Promise<SourceFile[]> {
  const refuse = (reason: string, cause?: unknown) => new AppError("badFile", `${file.name}: the ZIP file ${reason}`, { cause });
  const found: SourceFile[] = [];
  // many entries that each stay within their ratio, or share the same bytes, are a bomb all the same
  const allowed = Math.min(mostBytes, Math.max(smallEntry, file.bytes * highestRatio));
  let total = 0;
  let seen = 0;
  try {
    const zip = await openPromise(file.path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      if (++seen > mostEntries) throw refuse(`holds more than ${mostEntries} files`);
      const problem = entryProblem(entry);
      if (problem) throw refuse(problem);
      if (!isTable(entry.fileName)) continue;
      const target = `${prefix}-${found.length}.csv`;
      const bytes = await extract(zip, entry, target, allowed - total);
      total += bytes;
      found.push({ path: target, name: path.posix.basename(entry.fileName), bytes });
    }
  } catch (error) {
    throw error instanceof AppError ? error : refuse("is damaged or unsafe", error);
  }
  if (found.length === 0) throw refuse("holds no CSV file");
  return found;
}

/** Finder's copies of attributes are no tables though they are called so. */
const isTable = (name: string) => /\.(csv|txt|tsv)$/i.test(name) && !name.startsWith("__MACOSX/") && !path.posix.basename(name).startsWith("._");

/** The declared size can lie, so bytes are counted as they come. */
async function extract(zip: ZipFile, entry: Entry, target: string, allowed: number): Promise<number> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      const isBomb = bytes > allowed || (bytes > smallEntry && bytes > entry.compressedSize * highestRatio);
      if (isBomb) done(new AppError("badFile", `the ZIP entry ${path.posix.basename(entry.fileName).slice(0, 100)} unpacks to too much`));
      else done(null, chunk);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(target, { mode: 0o600 }));
  return bytes;
}
