import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { truthFile } from "@/lib/sample/sample-files";

/** A file to import: where it lies and the name a person knows it by. */
export type SourceFile = { path: string; name: string; bytes: number };

const mostFiles = 500;

function stat(file: string) {
  try {
    return statSync(file);
  } catch (error) {
    throw new AppError("badFile", `${path.basename(file)} cannot be read`, { cause: error });
  }
}

function csvFilesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== truthFile && /\.(csv|txt|tsv|zip)$/i.test(entry.name))
    .map((entry) => path.join(folder, entry.name));
}

/**
 * The files behind paths and folders, in name order, so that the order of the arguments changes nothing.
 * @throws AppError badFile if there is none or one cannot be read
 */
export function gatherFiles(paths: readonly string[]): SourceFile[] {
  const files = paths.flatMap((p) => (stat(p).isDirectory() ? csvFilesOf(p) : [p]));
  if (files.length === 0) throw new AppError("badFile", "there is no CSV or ZIP file to import");
  if (files.length > mostFiles) throw new AppError("badFile", `${files.length} files; at most ${mostFiles} are read at once`);
  return files
    .map((file) => ({ path: file, name: path.basename(file), bytes: stat(file).size }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.path < b.path ? -1 : 1));
}
