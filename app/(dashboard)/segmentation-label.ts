import { methodNames } from "@/lib/format/method-words";
import type { Segmentation } from "@/lib/types/segmentation";

/** "run 3, k-means, 11, live". */
export function segmentationLabel({ id, method, k, live }: Pick<Segmentation, "id" | "method" | "k" | "live">): string {
  const how = `${methodNames[method]}, ${k}`;
  return `run ${id}, ${how}${live ? ", live" : ""}`;
}
