import "server-only";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Keys of rows column by column: integers that differ by less than 2^52, or texts without a null. */
export type KeyColumns = readonly (readonly (number | string)[])[];

const continues = 0x80;

function pushNumber(bytes: number[], value: number): void {
  // zigzag, by arithmetic: shifts would cut a number to 32 bits
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= continues) {
    bytes.push((rest % continues) | continues);
    rest = Math.floor(rest / continues);
  }
  bytes.push(rest);
}

class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= continues) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("the list of keys is cut short");
      value += (byte % continues) * scale;
      if (byte < continues) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  text(length: number): string {
    return this.bytes.toString("utf8", this.at, (this.at += length));
  }
}

function encodeColumn(values: readonly (number | string)[]): Buffer {
  const bytes: number[] = [];
  if (typeof values[0] !== "string") {
    let before = 0;
    for (const value of values) {
      pushNumber(bytes, Number(value) - before);
      before = Number(value);
    }
    return Buffer.from(bytes);
  }
  const texts = values.map((value) => Buffer.from(String(value)));
  for (const text of texts) pushNumber(bytes, text.length);
  return Buffer.concat([Buffer.from(bytes), ...texts]);
}

function decodeColumn(reader: Reader, rows: number, isText: boolean): (number | string)[] {
  const numbers = Array.from({ length: rows }, () => reader.number());
  if (isText) return numbers.map((length) => reader.text(length));
  let before = 0;
  return numbers.map((step) => (before += step));
}

/**
 * Keys as few bytes: integers by their differences, so that keys in order take next to nothing, texts
 * with their lengths; all of it deflated.
 *
 * @param columns of equal length; the first value says whether a column is text
 */
export function encodeKeys(columns: KeyColumns): Buffer {
  const head: number[] = [];
  pushNumber(head, columns[0]?.length ?? 0);
  pushNumber(head, columns.length);
  for (const column of columns) pushNumber(head, typeof column[0] === "string" ? 1 : 0);
  return deflateRawSync(Buffer.concat([Buffer.from(head), ...columns.map(encodeColumn)]), { level: 1 });
}

/**
 * The keys of `encodeKeys`.
 * @throws RangeError or Error if the bytes are none
 */
export function decodeKeys(bytes: Uint8Array): (number | string)[][] {
  const reader = new Reader(inflateRawSync(bytes));
  const rows = reader.number();
  const kinds = Array.from({ length: reader.number() }, () => reader.number() === 1);
  return kinds.map((isText) => decodeColumn(reader, rows, isText));
}
