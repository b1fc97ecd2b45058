"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFollow } from "./link";

/** Follows the plain links inside without loading the document anew: a map of hundreds of cells needs one listener, not hundreds. */
export function SoftLinks({ children }: { children: ReactNode }) {
  const follow = useFollow();
  const onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? null;
    if (href === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(href);
  };
  return <div onClick={onClick}>{children}</div>;
}
