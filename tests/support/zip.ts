import { writeFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

export type ZipEntry = {
  name: string;
  content: Buffer | string;
  mode?: number;
  /** what the file claims it unpacks to; the truth by default */
  claims?: number;
  /** the bytes of the entry before once more, instead of its own */
  shares?: boolean;
};

function packedOf(content: Buffer | string) {
  const data = Buffer.from(content);
  return { data, packed: deflateRawSync(data), sum: crc32(data) };
}

/** A ZIP file by hand: also one with names and modes no honest tool would write. */
export function writeZip(file: string, entries: readonly ZipEntry[]): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let last = 0;
  let { data, packed, sum } = packedOf("");
  for (const { name, content, mode = 0o100644, claims, shares = false } of entries) {
    if (!shares) ({ data, packed, sum } = packedOf(content));
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(sum, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? data.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(shares ? last : offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), Buffer.from([20, 3]), common, tail, title]));
    if (shares) continue;
    last = offset;
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  writeFileSync(file, Buffer.concat([...parts, listing, end]));
  return file;
}
