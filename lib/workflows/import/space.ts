import { statfsSync } from "node:fs";
import { dataPaths } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Rows, snapshot and spill of an import were measured at under two and a half times its files. */
const factor = 2.5;
const reserve = 32 * 1024 * 1024;

/**
 * Refuses an import that would fill the disk on its way.
 * @throws AppError diskFull
 */
export function requireSpace(bytes: number): void {
  const disk = statfsSync(dataPaths().root);
  const free = disk.bavail * disk.bsize;
  const needed = bytes * factor + reserve;
  if (free >= needed) return;
  const megabytes = (n: number) => Math.ceil(n / 1024 / 1024);
  throw new AppError("diskFull", `The import needs ${megabytes(needed)} MB free; the disk has ${megabytes(free)} MB. Nothing was changed.`);
}
