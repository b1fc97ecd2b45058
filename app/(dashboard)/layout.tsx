import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { shellFacts } from "@/components/shell/shell-facts";
import { requirePage } from "@/lib/auth/guards";
import { readShell } from "@/lib/workflows/read-shell";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const actor = await requirePage();
  const { shop, snapshot, segmentation, heads, isShopChanging } = await readShell();
  return <Shell facts={shellFacts({ actor, shop, firstDay: snapshot?.firstDay ?? null, lastDay: snapshot?.lastDay ?? null, segmentation, heads, isShopChanging })}>{children}</Shell>;
}
