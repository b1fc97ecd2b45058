import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

const blockLength = 1 << 16;

/** Joins lines to blocks, one write each. */
async function* inBlocks(text: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let block = "";
  for await (const piece of text) {
    block += piece;
    if (block.length < blockLength) continue;
    yield block;
    block = "";
  }
  yield block;
}

/** Writes a file of people's data so that it is there whole or not at all: temporary, fsync, rename. */
export async function writeDurably(file: string, text: Iterable<string> | AsyncIterable<string>): Promise<{ sha256: string; bytes: number }> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of inBlocks(text)) {
      const buffer = Buffer.from(piece, "utf8");
      hash.update(buffer);
      bytes += writeSync(handle, buffer);
    }
    fsyncSync(handle);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  return { sha256: hash.digest("hex"), bytes };
}
