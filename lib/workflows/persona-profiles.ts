import { personaProfilesSql, type ProfileRow } from "@/lib/measure/persona-profile-sql";
import type { Day } from "@/lib/types/day";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { Snapshot } from "@/lib/types/snapshot";
import { optionsOf, readContext, type ReadContext } from "./read-context";
import { scopeOf } from "./read-segments";
import { rememberedRows } from "./remembered";

type Looked = ReadContext & { segmentation: Segmentation; snapshot: Snapshot };

/**
 * What the medians of some segments rank among all customers. Of the newest data, which everybody looks at, those of all
 * segments are asked at once; of a past day only these, which is half the work.
 */
export async function askProfiles({ segmentation, snapshot, shop, asOf }: Looked, wanted: readonly Segment[]): Promise<ProfileRow> {
  const scope = { ...scopeOf(segmentation, shop), ...(asOf === null ? {} : { asOf }) };
  const segments = asOf === null ? segmentation.segments : wanted;
  // the medians are those of the fit, so nobody's segment is asked for
  const [row] = await rememberedRows<ProfileRow>(personaProfilesSql(scope, segments), optionsOf({ snapshot, segmentation: null, asOf }));
  return row ?? {};
}

/** Asks that of a past day while its customers are still being assigned. @param wantedOf segments that will be asked for */
export async function prepareProfiles(segmentationId: number | null, day: Day | null, wantedOf: (run: Segmentation) => readonly Segment[]): Promise<void> {
  if (day === null) return;
  const context = await readContext(segmentationId, day, false);
  const { snapshot, segmentation, asOf } = context;
  if (snapshot === null || segmentation === null || asOf === null) return;
  const wanted = wantedOf(segmentation);
  if (wanted.length > 0) await askProfiles({ ...context, snapshot, segmentation }, wanted);
}
