import { findSegmentationDetail } from "@/lib/store/segmentation-details";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findLiveSegmentation, findSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Projection } from "@/lib/types/quality";
import type { Segmentation } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { type Agreement, readAgreement } from "./read-agreement";
import { type Names, readNames } from "./read-runs";

/** A run beside another one on the same customers. */
export type Beside = { run: Segmentation; agreement: Agreement };

export type RunPage = {
  shop: Shop;
  snapshot: Snapshot | null;
  run: Segmentation;
  live: Segmentation | null;
  names: Names;
  projection: Projection | null;
  /** the runs this one can be set beside, the live one first */
  others: readonly SegmentationHead[];
  /** the chosen other run, else the live one; null where there is no other */
  beside: Beside | null;
  /** agreement with the live run; null where this is it or there is none */
  withLive: number | null;
};

const mostOthers = 40;

/**
 * One run beside the live one and, if asked, another.
 * @param withId the other run; null or unknown: the live one, or the newest other
 * @throws AppError notFound
 */
export async function readRun(id: number, withId: number | null): Promise<RunPage> {
  const [shop, snapshot, run, live, names, projection, heads] = await Promise.all([
    getShop(), currentSnapshot(), getSegmentation(id), findLiveSegmentation(), readNames(),
    findSegmentationDetail(id, "projection"), listSegmentationHeads(mostOthers),
  ]);
  const others = heads.filter((head) => head.id !== id);
  const otherId = others.find((head) => head.id === withId)?.id ?? others[0]?.id ?? null;
  const other = otherId === null ? null : otherId === live?.id ? live : await findSegmentation(otherId);
  const agreementWith = (one: Segmentation) => (snapshot === null ? null : readAgreement(run, one, snapshot.id));
  const [agreement, withLive] = await Promise.all([
    other === null ? null : agreementWith(other),
    live === null || live.id === id ? null : agreementWith(live),
  ]);
  const beside = other === null || agreement === null ? null : { run: other, agreement };
  return { shop, snapshot, run, live, names, projection, others, beside, withLive: withLive?.index ?? null };
}
