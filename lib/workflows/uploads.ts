import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { dataPaths } from "@/lib/env";
import { AppError } from "@/lib/errors";

export const largestUploadBytes = 5 * 1024 ** 3;
const mostFiles = 50;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A new, empty place for the files of one import. */
export function beginUpload(): string {
  const id = randomUUID();
  mkdirSync(path.join(dataPaths().uploads, id), { recursive: true, mode: 0o700 });
  return id;
}

/**
 * Folder of an upload.
 * @throws AppError notFound; ids are ours, so nothing else is ever a path
 */
export function uploadFolder(id: string): string {
  const folder = path.join(dataPaths().uploads, id);
  if (!uuid.test(id) || !existsSync(folder)) throw new AppError("notFound", "The upload is gone. Upload the files again.");
  return folder;
}

/** What a person called a file, made harmless as a name on our disk; the ledger shows it. */
export function safeFileName(name: string): string {
  const base = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const [, stem = "", extension = ""] = /^(.*?)(\.(?:csv|tsv|txt|zip))?$/i.exec(base) ?? [];
  const clean = stem.replace(/[^\p{L}\p{N} ._-]/gu, "_").replace(/^[ .]+/, "").slice(0, 80);
  return `${clean === "" ? "file" : clean}${extension === "" ? ".csv" : extension.toLowerCase()}`;
}

function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${stem} (${n})${ext}`;
    if (!existsSync(path.join(folder, candidate))) return candidate;
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** Lets bytes through up to a limit. */
function limited(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > most ? new AppError("tooLarge") : null, chunk);
    },
  });
}

function isOutOfSpace(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

/**
 * Streams one file into an upload. A connection that breaks leaves nothing behind.
 * @returns the name it is kept under
 * @throws AppError tooLarge, diskFull, invalidInput
 */
export async function storeUpload(id: string, name: string, body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<{ name: string; bytes: number }> {
  const folder = uploadFolder(id);
  const before = bytesIn(folder);
  if (readdirSync(folder).length >= mostFiles) throw new AppError("invalidInput", `At most ${mostFiles} files are imported at once.`);
  const kept = freeName(folder, safeFileName(name));
  const file = path.join(folder, kept);
  try {
    // a web stream of fetch and one of node:stream differ in type alone
    const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(source, limited(largestUploadBytes - before), createWriteStream(file, { flags: "wx", mode: 0o600 }), { signal });
    return { name: kept, bytes: statSync(file).size };
  } catch (error) {
    rmSync(file, { force: true });
    if (isOutOfSpace(error)) throw new AppError("diskFull", undefined, { cause: error });
    throw error;
  }
}

export function removeUpload(id: string): void {
  if (uuid.test(id)) rmSync(path.join(dataPaths().uploads, id), { recursive: true, force: true });
}

/** Removes uploads nobody imported. @param before epoch milliseconds */
export function sweepUploads(before: number): void {
  const folder = dataPaths().uploads;
  if (!existsSync(folder)) return;
  for (const id of readdirSync(folder)) {
    if (statSync(path.join(folder, id)).mtimeMs < before) rmSync(path.join(folder, id), { recursive: true, force: true });
  }
}
