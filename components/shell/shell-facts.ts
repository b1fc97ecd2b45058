import { formatDay, isoDay } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import { methodNames } from "@/lib/format/method-words";
import type { Actor } from "@/lib/types/roles";
import type { Segmentation } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import type { Shop } from "@/lib/types/shop";
import type { ShellFacts } from "./shell";

/** "k-means, 11, live". */
export function headName(head: Pick<SegmentationHead, "method" | "k" | "live" | "asOf" | "id">, locale: string): string {
  const rest = head.live ? "live" : formatDay(head.asOf, locale);
  return `${methodNames[head.method]}, ${head.k}, ${rest}`;
}

type ShellInput = { actor: Actor; shop: Shop; firstDay: number | null; lastDay: number | null; segmentation: Segmentation | null; heads: readonly SegmentationHead[]; isShopChanging: boolean };

/** The frame's facts out of what was read. */
export function shellFacts({ actor, shop, firstDay, lastDay, segmentation, heads, isShopChanging }: ShellInput): ShellFacts {
  const { locale } = shop;
  return {
    shopName: shop.name,
    isShopChanging,
    user: { name: actor.name, role: actor.role },
    asOf: lastDay === null ? null : formatDay(lastDay, locale),
    days: firstDay === null || lastDay === null ? null : { first: isoDay(firstDay), last: isoDay(lastDay), locale },
    live: segmentation === null ? null : {
      what: `${methodNames[segmentation.method]}, ${segmentation.segments.length} ${segmentation.method === "rfm" ? "segments" : "personas"}`,
      when: segmentation.fit ? `fitted ${formatDay(segmentation.fit.asOf, locale)}` : `as of ${formatDay(segmentation.asOf, locale)}`,
    },
    choices: {
      segmentations: heads.map((head) => ({ value: String(head.id), label: head.live ? headName(head, locale) : `${headName(head, locale)} (run ${head.id})` })),
    },
    segments: (segmentation?.segments ?? []).map((segment) => ({
      href: `/segments/${segment.index}`,
      name: segment.name,
      valueWord: segment.valueWord,
      lifecycle: segment.lifecycle,
      customers: `${formatNumber(segment.customers, locale)} customers`,
    })),
  };
}
