import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { dataPaths } from "@/lib/env";
import { listSegmentationIds, sweepReservations } from "@/lib/store/segmentations";
import { sweepAssignments } from "./assign-members";
import { sweepTargetLists } from "./draw-target-list";
import { recoverStore } from "./import/recover";
import { rebuildSnapshot } from "./undo-import";
import { sweepUploads } from "./uploads";

const dayMs = 24 * 60 * 60_000;
/** Longest that work under way leaves a temporary file alone. */
const temporaryMs = 6 * 60 * 60_000;

function sweepTemporary(before: number): void {
  const folder = dataPaths().temporary;
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    if (statSync(entry).mtimeMs < before) rmSync(entry, { recursive: true, force: true });
  }
}

/** Members of runs that were never completed. */
async function sweepMembers(): Promise<void> {
  await sweepReservations();
  const folder = dataPaths().segmentations;
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  const known = await listSegmentationIds();
  for (const name of names) if (!known.has(Number(name))) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Removes what crashes and expiries leave behind. Harmless at any time; the worker does it at its start and every hour. */
export async function sweep(now: Date): Promise<void> {
  if (!recoverStore()) await rebuildSnapshot("system");
  sweepTemporary(now.getTime() - temporaryMs);
  sweepUploads(now.getTime() - dayMs);
  await sweepMembers();
  await sweepAssignments();
  await sweepTargetLists(now);
}
