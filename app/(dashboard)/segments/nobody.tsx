import { EmptyRun } from "@/components/segments/empty-run";
import { canDo } from "@/lib/auth/permissions";
import { type EmptyReason, emptyRunWords } from "@/lib/measure/empty-run";
import type { Role } from "@/lib/types/roles";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";

/** What this person can do about a run that nobody belongs to. */
function wayOn(reason: EmptyReason, role: Role): { href: string; label: string } | null {
  if (reason === "noSales") return canDo(role, "changeShop") ? { href: "/settings/shop", label: "Choose what counts as a sale" } : null;
  return reason === "otherData" && canDo(role, "startSegmentation") ? { href: "/models/new", label: "Start a new segmentation" } : null;
}

/** In place of the figures of a run that nobody belongs to. */
export function Nobody({ reason, page: { segmentation, shop }, role }: { reason: EmptyReason; page: { segmentation: Segmentation; shop: Shop }; role: Role }) {
  const words = emptyRunWords(reason, { run: segmentation.live ? null : segmentation.id, asOf: segmentation.asOf, locale: shop.locale, mayChangeShop: canDo(role, "changeShop") });
  return <EmptyRun {...words} next={wayOn(reason, role)} />;
}
