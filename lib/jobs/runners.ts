import type { JobInputs } from "@/lib/types/job";
import { importOrders } from "@/lib/workflows/import-orders";
import { runSegmentation } from "@/lib/workflows/run-segmentation";
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

/** What the worker does for each kind of job. Inputs are written by `enqueueJob`, typed by kind. */
export const runners: Runners = {
  import: (input, context) => runImport(input as JobInputs["import"], context),
  segment: (input, context) => segment(input as JobInputs["segment"], context),
};
