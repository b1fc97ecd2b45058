import Link from "@/components/ui/link";
import type { Method } from "@/lib/types/segmentation";
import classes from "./segments.module.css";

export type MethodTab = { method: Method; href: string };

const names: Record<Method, string> = { kmeans: "Personas", minibatch: "MiniBatch personas", rfm: "RFM segments", tiers: "Bronze / Silver / Gold" };

/** Switches between the newest runs of the methods; a method without a run opens its empty state. */
export function MethodTabs({ tabs, current }: { tabs: readonly MethodTab[]; current: Method }) {
  return (
    <nav className={classes.tabs} aria-label="Kind of segments">
      {tabs.map((tab) => (
        <Link key={tab.method} href={tab.href} className={classes.tab} aria-current={tab.method === current ? "page" : undefined}>
          {names[tab.method]}
        </Link>
      ))}
    </nav>
  );
}
