/** The values of an array moved into a longer one, which is returned. @throws RangeError if it is shorter */
export function grown<T extends Uint32Array | Int32Array | Float64Array>(values: T, room: T): T {
  room.set(values);
  return room;
}
