import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { dataPaths } from "@/lib/env";
import { listSegmentationIds, sweepReservations } from "@/lib/store/segmentations";
import { sweepAssignments } from "./assign-members";
import { sweepTargetLists } from "./draw-target-list";
import { recoverStore } from "./import/recover";
import { sweepTemporary } from "./temporary";
import { rebuildSnapshot } from "./undo-import";
import { sweepUploads } from "./uploads";
import { isSnapshotCurrent } from "./verify";

const dayMs = 24 * 60 * 60_000;

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
  sweepTemporary(now.getTime());
  if (!recoverStore() || !(await isSnapshotCurrent())) await rebuildSnapshot("system");
  sweepUploads(now.getTime() - dayMs);
  await sweepMembers();
  await sweepAssignments();
  await sweepTargetLists(now);
}
