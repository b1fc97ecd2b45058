import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { generateSampleShop } from "@/lib/sample/generate-sample-shop";
import { sampleFilesOf } from "@/lib/sample/sample-files";
import type { FileHandle } from "node:fs/promises";
import type { SampleShopOptions } from "@/lib/sample/generate-sample-shop";
import type { SampleFile } from "@/lib/sample/sample-files";

export type WriteSampleShop = SampleShopOptions & {
  /** folder for the files; created if missing, files of the same names are replaced */
  out: string;
};

export type SampleShopFile = { name: SampleFile; path: string; bytes: number };

/**
 * Writes a sample shop to a folder.
 *
 * @param onProgress called after each written piece with the bytes so far
 */
export async function writeSampleShop(
  options: WriteSampleShop,
  onProgress?: (bytes: number) => void,
): Promise<SampleShopFile[]> {
  await mkdir(options.out, { recursive: true });
  const handles = new Map<SampleFile, FileHandle>();
  const sizes = new Map<SampleFile, number>();
  let total = 0;
  try {
    for (const name of sampleFilesOf(options.profile))
      handles.set(name, await open(path.join(options.out, name), "w"));
    for (const { file, text } of generateSampleShop(options)) {
      // Awaiting each write keeps no more than one piece in memory.
      const bytes = Buffer.from(text, "utf8");
      await handles.get(file)?.writeFile(bytes);
      sizes.set(file, (sizes.get(file) ?? 0) + bytes.length);
      total += bytes.length;
      onProgress?.(total);
    }
  } finally {
    await Promise.all([...handles.values()].map((handle) => handle.close()));
  }
  return [...sizes].map(([name, bytes]) => ({ name, path: path.join(options.out, name), bytes }));
}
