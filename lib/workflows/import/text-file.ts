import { isAscii, isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { AppError } from "@/lib/errors";
import { RecordScanner, type Scan } from "@/lib/import/scan";

// Buffers lie outside the collector's sight: many large ones pile up before it runs.
const blockBytes = 1 << 18;

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

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

function byteOrderMark(block: Buffer): Encoding | null {
  if (block[0] === 0xff && block[1] === 0xfe) return "utf-16le";
  if (block[0] === 0xfe && block[1] === 0xff) return "utf-16be";
  return null;
}

/** Bytes of a block that end with a whole character: at most three bytes of the next one are cut off. */
function wholeCharacters(block: Buffer): number {
  for (let back = 1; back <= Math.min(3, block.length); back++) {
    const byte = block[block.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? block.length - back : block.length;
  }
  return block.length;
}

/**
 * The encoding of a file: by its byte order mark, else UTF-8 where it is valid, else Windows-1252 (a superset
 * of Latin-1), unless valid UTF-8 beyond ASCII occurs too: then the file is damaged, not another encoding.
 * @throws AppError badFile for a damaged file
 */
export function encodingOf(file: string, name: string): Encoding {
  let rest = Buffer.alloc(0);
  let offset = 0;
  let hasUtf8 = false;
  let isFirst = true;
  for (const block of blocksOf(file)) {
    if (isFirst) {
      const mark = byteOrderMark(block);
      if (mark) return mark;
      isFirst = false;
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    const whole = bytes.subarray(0, wholeCharacters(bytes));
    if (!isUtf8(whole)) return judge(whole, hasUtf8, () => lineAt(file, offset), name);
    hasUtf8 ||= !isAscii(whole);
    offset += whole.length;
    rest = Buffer.from(bytes.subarray(whole.length));
  }
  return rest.length > 0 ? judge(rest, hasUtf8, () => lineAt(file, offset), name) : "utf-8";
}

function lineAt(file: string, offset: number): number {
  let line = 1;
  let seen = 0;
  for (const block of blocksOf(file)) {
    const part = block.subarray(0, Math.max(0, offset - seen));
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) line++;
    seen += block.length;
    if (seen >= offset) break;
  }
  return line;
}

function judge(bytes: Buffer, hadUtf8: boolean, findLine: () => number, name: string): Encoding {
  const text = bytes.toString("utf8");
  // Anything beyond ASCII but the replacement character was valid UTF-8.
  const hasUtf8 = hadUtf8 || [...text.replaceAll("\uFFFD", "").replace(/^\uFEFF/, "")].some((c) => c.charCodeAt(0) > 127);
  if (!hasUtf8) return "windows-1252";
  const at = text.indexOf("\uFFFD");
  throw new AppError("badFile", `${name}: line ${findLine() + text.slice(0, at).split("\n").length - 1}: not valid UTF-8`);
}

/** Writes a file again as UTF-8 with LF line ends. */
export function normalise(from: string, to: string, encoding: Encoding): void {
  const decoder = new TextDecoder(encoding);
  const handle = openSync(to, "w", 0o600);
  let held = "";
  try {
    for (const block of blocksOf(from)) {
      const text = held + decoder.decode(block, { stream: true });
      // A CR at the end may be half of a CR LF.
      held = text.endsWith("\r") ? "\r" : "";
      writeSync(handle, (held ? text.slice(0, -1) : text).replace(/\r\n?/g, "\n"));
    }
    writeSync(handle, (held + decoder.decode()).replace(/\r\n?/g, "\n"));
  } finally {
    closeSync(handle);
  }
}

/** Scans a whole file, giving way to other work between blocks. */
export async function scanFile(file: string, delimiter: string, onBlock?: (block: Buffer) => void): Promise<Scan> {
  const scanner = new RecordScanner(delimiter.charCodeAt(0));
  for (const block of blocksOf(file)) {
    onBlock?.(block);
    if (!scanner.feed(block)) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return scanner.finish();
}
