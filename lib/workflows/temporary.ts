import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { dataPaths } from "@/lib/env";
import { isAlive, processName } from "@/lib/store/owner";

/** Longest that a temporary entry which names no process is left alone: nothing of ours is under way so long. */
const longestMs = 6 * 60 * 60_000;

/** The process an entry names: `import-PID-ID`, `engine-PID`, `memberships-RUN-PID`, `assignment-ID-PID`. */
function ownerOf(name: string): number | null {
  const pid = /^(?:import|undo|verify|engine)-(\d+)(?:-|$)/.exec(name)?.[1] ?? /^(?:memberships|assignment)-.*-(\d+)$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}

function isLeftOver(name: string, modifiedMs: number, nowMs: number): boolean {
  const owner = ownerOf(name);
  if (owner !== null) return !isAlive(processName(owner));
  return nowMs - modifiedMs > longestMs;
}

/**
 * Removes what ended processes left in the temporary folder. What a living process works on stays, be it
 * another one or as old as it may: its number is in the name.
 */
export function sweepTemporary(nowMs: number): void {
  const folder = dataPaths().temporary;
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    const modifiedMs = statSync(entry, { throwIfNoEntry: false })?.mtimeMs;
    // its owner may have removed it since the folder was read
    if (modifiedMs !== undefined && isLeftOver(name, modifiedMs, nowMs)) rmSync(entry, { recursive: true, force: true });
  }
}
