import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { shellFacts } from "@/components/shell/shell-facts";
import { requirePage } from "@/lib/auth/guards";
import { readShell } from "@/lib/workflows/read-shell";
import { Palette } from "./palette";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const actor = await requirePage();
  const { shop, snapshot, segmentation, heads, isShopChanging } = await readShell();
  const facts = shellFacts({ actor, shop, firstDay: snapshot?.firstDay ?? null, lastDay: snapshot?.lastDay ?? null, segmentation, heads, isShopChanging });
  const search = <Palette role={actor.role} segments={facts.segments} runs={facts.choices.segmentations} days={facts.days} />;
  return <Shell facts={facts} search={search}>{children}</Shell>;
}
