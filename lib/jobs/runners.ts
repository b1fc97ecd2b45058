import type { ClaimedJob } from "@/lib/store/jobs";
import type { JobInputs } from "@/lib/types/job";
import { assignLiveMembers } from "@/lib/workflows/assign-members";
import { runComparison } from "@/lib/workflows/compare-methods";
import { importOrders } from "@/lib/workflows/import-orders";
import { runMaintenance } from "@/lib/workflows/run-maintenance";
import { runSegmentation } from "@/lib/workflows/run-segmentation";
import { applyShopChange } from "@/lib/workflows/shop-settings/change-shop";
import { undoImport } from "@/lib/workflows/undo-import";
import { removeUpload } from "@/lib/workflows/uploads";
import type { JobContext } from "./lease";
import type { Runners } from "./run-job";

async function runImport(input: JobInputs["import"], context: JobContext): Promise<string> {
  const { paths, format, map, dryRun, replaceSample, sample } = input;
  const { actor, signal, onProgress, fence } = context;
  const result = await importOrders({
    paths, dryRun, replaceSample, sample, actor, signal, onProgress, fence,
    ...(format ? { format } : {}), ...(map ? { map } : {}),
  });
  return String(result.importId);
}

async function segment(request: JobInputs["segment"], context: JobContext): Promise<string> {
  return String(await runSegmentation({ request, ...context }));
}

async function undo({ importId }: JobInputs["undoImport"], { actor, signal, fence }: JobContext): Promise<string> {
  await undoImport(importId, actor, { signal, fence });
  return String(importId);
}

async function assign(context: JobContext): Promise<string | null> {
  const id = await assignLiveMembers(context);
  return id === null ? null : String(id);
}

async function maintain(request: JobInputs["maintenance"], context: JobContext): Promise<string> {
  return String(await runMaintenance({ request, ...context }));
}

async function changeShop(input: JobInputs["shopSettings"], { actor, signal, fence, onProgress }: JobContext): Promise<null> {
  await applyShopChange(input, { actor, signal, fence, onProgress });
  return null;
}

/**
 * Removes what a job that is done no longer needs. Not before that is on record: a job taken up again after a
 * crash would miss its files. A dry run is followed by the import itself; an upload nobody imports is swept.
 */
export function tidyUp({ kind, input }: Pick<ClaimedJob, "kind" | "input">): void {
  if (kind !== "import") return;
  const { uploadId, dryRun } = input as JobInputs["import"];
  if (uploadId !== null && !dryRun) removeUpload(uploadId);
}

/** What the worker does for each kind of job. Inputs are written by `enqueueJob`, typed by kind. */
export const runners: Runners = {
  import: (input, context) => runImport(input as JobInputs["import"], context),
  undoImport: (input, context) => undo(input as JobInputs["undoImport"], context),
  compare: async (input, context) => String(await runComparison({ request: input as JobInputs["compare"], ...context })),
  segment: (input, context) => segment(input as JobInputs["segment"], context),
  assign: (_, context) => assign(context),
  maintenance: (input, context) => maintain(input as JobInputs["maintenance"], context),
  shopSettings: (input, context) => changeShop(input as JobInputs["shopSettings"], context),
};
