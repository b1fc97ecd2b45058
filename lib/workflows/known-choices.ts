import { transformSpec } from "@/lib/features/transform-spec";
import type { KnownChoices, ResolvedRequest } from "@/lib/personas/segmentation-input";
import { listRunsOf } from "@/lib/store/segmentations";
import packageFile from "@/package.json";

/**
 * Tables of k that earlier runs made of the same snapshot, customers, features and seed by the same
 * version: choosing another k of the same table needs no second one.
 */
export async function knownChoices({ asOf, assess, features, preset, seed, status, windowDays }: ResolvedRequest, snapshotHash: string): Promise<KnownChoices[]> {
  if (assess === "none") return [];
  const names = transformSpec(preset, features).map(({ feature }) => feature).join();
  const runs = await listRunsOf(snapshotHash, asOf);
  return runs.filter(
    (run) =>
      run.assess === "full" && run.version === packageFile.version && run.seed === seed && run.status === status &&
      run.windowDays === windowDays && run.preset === preset && run.features.join() === names,
  );
}
