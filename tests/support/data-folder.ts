import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A fresh data folder for one test file. Call before anything reads the environment. */
export function temporaryDataFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "clientele-"));
  process.env.CLIENTELE_DATA = folder;
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
