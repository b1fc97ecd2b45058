import type { Day } from "./day";
import type { Method } from "./segmentation";

/** A run in a list: enough to choose it, without its segments. */
export type SegmentationHead = { id: number; method: Method; k: number; asOf: Day; live: boolean; createdAt: Date };
