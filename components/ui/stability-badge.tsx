import { formatNumber } from "@/lib/format/number";
import type { SegmentStability } from "@/lib/types/quality";
import { Badge } from "./badge";
import { stabilityTitle, stabilityTones } from "./stability-tones";

/** Stability as number and word: "0.86 highly stable". */
export function StabilityBadge({ stability, locale }: { stability: SegmentStability; locale: string }) {
  return <Badge tone={stabilityTones[stability.word]} title={stabilityTitle}>{`${formatNumber(stability.meanJaccard, locale, 2)} ${stability.word}`}</Badge>;
}
