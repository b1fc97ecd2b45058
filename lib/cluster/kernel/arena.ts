/** The first page is left to the kernel's own constants. */
const firstByte = 65_536;
const pageBytes = 65_536;
/** Whole cache lines, so that threads do not write into each other's. */
const alignment = 64;
const mostBytes = 2 ** 32 - pageBytes;

/** Hands out the shared memory from the bottom up; all of it is taken back at once. */
export type Arena = {
  /**
   * Bytes aligned to 64, with whatever was in them.
   * @throws RangeError beyond 4 GiB
   */
  take: (bytes: number) => number;
  /** a copy of the numbers in the memory */
  place: (values: Float64Array) => number;
  /** a record of 32-bit fields */
  record: (fields: readonly number[]) => number;
  floats: (at: number, length: number) => Float64Array;
  integers: (at: number, length: number) => Int32Array;
};

/** An arena over the whole memory; what an earlier one handed out is overwritten. */
export function createArena(memory: WebAssembly.Memory): Arena {
  let next = firstByte;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / alignment) * alignment;
    if (next > mostBytes) throw new RangeError(`the kernel needs ${next} bytes; it can have ${mostBytes}`);
    const missing = next - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
    return at;
  };
  const floats = (at: number, length: number) => new Float64Array(memory.buffer, at, length);
  const integers = (at: number, length: number) => new Int32Array(memory.buffer, at, length);
  return {
    take,
    place: (values) => {
      const at = take(values.byteLength);
      floats(at, values.length).set(values);
      return at;
    },
    record: (fields) => {
      const at = take(fields.length * 4);
      integers(at, fields.length).set(fields);
      return at;
    },
    floats,
    integers,
  };
}
