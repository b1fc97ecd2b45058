import { IconCirclesRelation, IconGridDots, IconMedal2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Method } from "@/lib/types/segmentation";
import { ButtonLink } from "../ui/button-link";
import { PageHeader } from "../ui/page-header";
import { EmptyState } from "../ui/states";
import { MethodTabs, type MethodTab } from "./method-tabs";
import classes from "./segments.module.css";

const words: Record<Method, { title: string; text: string; button: string; icon: typeof IconGridDots }> = {
  kmeans: { title: "No personas yet", text: "K-means finds groups of customers who behave alike, names each by what it does and says how surely it comes back.", button: "Find personas", icon: IconCirclesRelation },
  minibatch: { title: "No MiniBatch personas yet", text: "MiniBatch k-means finds nearly the same groups from small batches, for very large shops.", button: "Find MiniBatch personas", icon: IconCirclesRelation },
  rfm: { title: "No RFM segments yet", text: "RFM puts every customer into a cell of recency, orders and spend, and gives each cell a name by rules you can edit.", button: "Start RFM segments", icon: IconGridDots },
  tiers: { title: "No tiers yet", text: "Bronze, Silver and Gold rank customers by recency, orders and spend together: plain enough for a loyalty programme.", button: "Start the tiers", icon: IconMedal2 },
};

/** The page of segments with nothing to show of them. */
export function SegmentsFrame({ tabs, current, children }: { tabs: readonly MethodTab[]; current: Method; children: ReactNode }) {
  return (
    <>
      <PageHeader title="Segments" />
      <div className={classes.bar}><MethodTabs tabs={tabs} current={current} /></div>
      {children}
    </>
  );
}

/** A method nobody has run: what would be here, and the way to it. */
export function NoRun({ method, tabs, mayStart }: { method: Method; tabs: readonly MethodTab[]; mayStart: boolean }) {
  const { title, text, button, icon } = words[method];
  return (
    <SegmentsFrame tabs={tabs} current={method}>
      <EmptyState title={title} icon={icon} action={mayStart ? <ButtonLink href={`/models/new?method=${method}`}>{button}</ButtonLink> : undefined}>{text}</EmptyState>
    </SegmentsFrame>
  );
}
