import "server-only";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataPaths } from "@/lib/env";

/** Enough for the rows of an import to be taken back in slices. */
const bytes = 16 * 1024 * 1024;

const file = (): string => path.join(dataPaths().root, "reserve");

/** Sets space aside, so that on a disk others have filled the store can still say what became of a job. */
export function holdReserve(): void {
  if (existsSync(file())) return;
  try {
    // zeros alone would take no space on some file systems
    writeFileSync(file(), Buffer.alloc(bytes, "reserve"), { mode: 0o600 });
  } catch {
    // too little space to set any aside
    releaseReserve();
  }
}

export function releaseReserve(): void {
  rmSync(file(), { force: true });
}
