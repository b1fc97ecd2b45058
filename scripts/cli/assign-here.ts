import { setTimeout as wait } from "node:timers/promises";
import { runHere } from "@/lib/jobs/run-here";
import { AppError } from "@/lib/errors";
import { currentSnapshot } from "@/lib/store/snapshots";
import { findLiveSegmentation } from "@/lib/store/segmentations";
import { assignLiveMembers, isAssignmentWaiting } from "@/lib/workflows/assign-members";
import type { CommandContext } from "./command";

const patienceMs = 60_000;
const lookEveryMs = 200;

/**
 * Dates the members of the live run after the data changed. Where the worker runs it may be faster:
 * then this waits until its members are current.
 */
export async function assignHere({ actor, signal, onProgress, say }: CommandContext): Promise<void> {
  const until = performance.now() + patienceMs;
  while (await isAssignmentWaiting()) {
    const [run, snapshot] = await Promise.all([findLiveSegmentation(), currentSnapshot()]);
    try {
      await runHere(
        {
          kind: "assign",
          input: { segmentationId: run?.id ?? 0, snapshotId: snapshot?.id ?? 0 },
          audit: { actor, action: "startAssignment" },
          resultId: String,
          work: assignLiveMembers,
        },
        { signal, onProgress },
      );
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === "conflict";
      if (!isBusy) throw error;
      if (performance.now() > until) return say("The segments of new customers follow as soon as the job under way is done.");
      await wait(lookEveryMs, undefined, { signal });
    }
  }
}
