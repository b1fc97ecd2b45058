import { enqueueDueAssignment } from "@/lib/workflows/assign-members";
import { log, loggable } from "./log";

const lookEveryMs = 2_000;

/**
 * Records the job that dates the members of the live run anew, whenever the data have moved on: after
 * an import, an undo or a promotion, whoever did it, and also where a process died in between.
 */
export function keepMembersAssigned(signal: AbortSignal): void {
  let isFailing = false;
  const look = async (): Promise<void> => {
    try {
      await enqueueDueAssignment("system");
      isFailing = false;
    } catch (error) {
      // a broken store is told once, not every few seconds
      if (!isFailing) log.warn(loggable(error), "due assignments could not be looked for");
      isFailing = true;
    }
    if (!signal.aborted) setTimeout(() => void look(), lookEveryMs).unref();
  };
  void look();
}
