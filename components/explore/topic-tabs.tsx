"use client";

import { useEffect, useRef } from "react";
import { type ExploreTopic, exploreTopics } from "@/lib/types/explore";
import Link from "../ui/link";
import { topicHref } from "./topic-href";
import classes from "./explore.module.css";

const topicNames: Record<ExploreTopic, string> = {
  orders: "Orders",
  payments: "Payments",
  products: "Products",
  places: "Places",
  service: "Service",
  retention: "Retention",
  repeat: "Repeat purchase",
};

/** Which page of the exploration; each keeps the filters of the others. Where not all fit, the current one is in view. */
export function TopicTabs({ current, query }: { current: ExploreTopic; query: string }) {
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (tab && strip.current) strip.current.scrollLeft = tab.offsetLeft - (strip.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={strip} className={classes.tabs} aria-label="What to explore">
      {exploreTopics.map((topic) => (
        <Link key={topic} prefetch="auto" href={`${topicHref(topic)}${query}`} className={classes.tab} aria-current={topic === current ? "page" : undefined}>
          {topicNames[topic]}
        </Link>
      ))}
    </nav>
  );
}
