import "server-only";
import type { DuckDBDataChunk, DuckDBTypeId } from "@duckdb/node-api";
import { BIGINT, DOUBLE, INTEGER } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";

/** A chunk never has more. */
export const mostRows = duckdb.vector_size();

/** Sets the numbers whose bit is 0 to NaN. */
function clearMissing(numbers: Float64Array, validity: Uint8Array | null): void {
  if (!validity) return;
  for (let i = 0; i < numbers.length; i++) if ((validity[i >> 3]! & (1 << (i & 7))) === 0) numbers[i] = NaN; // a bit a number
}

const bitBytes = (count: number): number => Math.ceil(count / 64) * 8;

/**
 * A column of numbers of a chunk, null = NaN: the engine's block copied at once, where asking for each
 * value takes ten times as long.
 *
 * @param room memory to put them into; null = memory of their own
 * @returns null for a type that is not held as plain numbers
 */
export function blockOfNumbers(chunk: DuckDBDataChunk, { column, type, room }: { column: number; type: DuckDBTypeId; room: Float64Array | null }): Float64Array | null {
  const count = chunk.rowCount;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const block = (bytes: number): [ArrayBufferLike, number, number] => {
    const { buffer, byteOffset } = duckdb.vector_get_data(vector, count * bytes);
    return [buffer, byteOffset, count];
  };
  const numbers = room?.subarray(0, count) ?? new Float64Array(count);
  if (type === DOUBLE.typeId) numbers.set(new Float64Array(...block(8)));
  else if (type === INTEGER.typeId) numbers.set(new Int32Array(...block(4)));
  else if (type === BIGINT.typeId) new BigInt64Array(...block(8)).forEach((value, i) => (numbers[i] = Number(value)));
  else return null;
  clearMissing(numbers, duckdb.vector_get_validity(vector, bitBytes(count)));
  return numbers;
}

/** Numbers a column of a chunk takes from; NaN = null. */
export type Numbers = Int32Array | Float64Array | Uint8Array;

/** Filled and copied within one call. */
const doubles = new Float64Array(mostRows);
const integers = new Int32Array(mostRows);

/** What a column takes: as many of the numbers from a place on as its chunk has rows; null = nothing but nulls. */
type Filling = { type: typeof INTEGER | typeof DOUBLE; numbers: Numbers | null; from: number };

export function fillColumn(chunk: DuckDBDataChunk, column: number, { type, numbers, from }: Filling): void {
  const count = chunk.rowCount;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const block = type === DOUBLE ? doubles.subarray(0, count) : integers.subarray(0, count);
  const part = numbers?.subarray(from, from + count);
  if (part !== undefined) block.set(part);
  duckdb.copy_data_to_vector(vector, 0, block.buffer, 0, block.byteLength);
  const validity = part === undefined ? new Uint8Array(bitBytes(count)) : part instanceof Float64Array ? presentBits(part) : null;
  if (validity === null) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, validity.byteLength);
}

/** A bit a number, 0 where it is NaN; null where none is. */
function presentBits(numbers: Float64Array): Uint8Array<ArrayBuffer> | null {
  let bits: Uint8Array<ArrayBuffer> | null = null;
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isNaN(numbers[i])) continue;
    bits ??= new Uint8Array(bitBytes(numbers.length)).fill(255);
    bits[i >> 3]! &= ~(1 << (i & 7)); // a bit a number
  }
  return bits;
}
