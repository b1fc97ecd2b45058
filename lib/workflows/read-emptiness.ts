import { type EmptyReason, emptyReason, isEmptyRun } from "@/lib/measure/empty-run";
import { salesOf, type StatusRow, statusCountsSql } from "@/lib/measure/shop-change";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Snapshot } from "@/lib/types/snapshot";
import { optionsOf, type ReadContext } from "./read-context";
import { rememberedRows } from "./remembered";

type Looked = ReadContext & { segmentation: Segmentation; snapshot: Snapshot };

/** Why nobody belongs to the run looked at; null where somebody does. */
export async function readEmptiness({ segmentation, snapshot, shop, asOf }: Looked): Promise<EmptyReason | null> {
  if (!isEmptyRun(segmentation.segments)) return null;
  const rows = await rememberedRows<StatusRow>(statusCountsSql, optionsOf({ snapshot, segmentation, asOf }));
  return emptyReason(salesOf(rows, shop.saleStatuses).orders, asOf);
}
