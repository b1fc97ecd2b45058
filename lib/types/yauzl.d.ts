/** The part of yauzl we use; the package ships no types. */
declare module "yauzl" {
  import type { Readable } from "node:stream";

  export type Entry = { fileName: string; compressedSize: number; uncompressedSize: number; generalPurposeBitFlag: number; externalFileAttributes: number };
  export type ZipFile = {
    entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  };
  export function openPromise(path: string, options: { lazyEntries: boolean; strictFileNames: boolean; validateEntrySizes: boolean; autoClose?: boolean }): Promise<ZipFile>;
}
