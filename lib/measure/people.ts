/** People of a day by customer key: segment + 1 (0 = nobody), day of the last sale and what they spent up to that day. */
export type People = { segments: Uint8Array; lastDays: Int32Array; revenueCents: Float64Array };

/** Bytes they take. */
export const peopleBytes = ({ segments, lastDays, revenueCents }: People): number => segments.byteLength + lastDays.byteLength + revenueCents.byteLength;

/** Columns of `peopleSql`, n values each. */
export type PeopleColumns = { customerKeys: Float64Array; segments: Float64Array; lastDays: Float64Array; revenueCents: Float64Array };

/** Nobody yet, with room for keys below `keys`. */
export const emptyPeople = (keys: number): People => ({ segments: new Uint8Array(keys), lastDays: new Int32Array(keys), revenueCents: new Float64Array(keys) });

/** People handed over part by part, in any order, each once. @throws RangeError for a segment that fits no byte beside nobody */
export function createPeople(): { add(columns: PeopleColumns): void; finish(): People } {
  let people = emptyPeople(1 << 12);
  let keys = 0;
  return {
    add({ customerKeys, segments, lastDays, revenueCents }) {
      keys = customerKeys.reduce((high, key) => Math.max(high, key + 1), keys);
      if (keys > people.segments.length) people = moved(people, emptyPeople(2 * keys));
      for (let i = 0; i < customerKeys.length; i++) {
        const key = customerKeys[i]!; // four columns of one length
        if (segments[i]! > 254) throw new RangeError(`segment is ${segments[i]}; it must lie in 0..254`);
        people.segments[key] = segments[i]! + 1;
        people.lastDays[key] = lastDays[i]!;
        people.revenueCents[key] = revenueCents[i]!;
      }
    },
    finish: () => ({ segments: people.segments.subarray(0, keys), lastDays: people.lastDays.subarray(0, keys), revenueCents: people.revenueCents.subarray(0, keys) }),
  };
}

function moved({ segments, lastDays, revenueCents }: People, room: People): People {
  room.segments.set(segments);
  room.lastDays.set(lastDays);
  room.revenueCents.set(revenueCents);
  return room;
}
