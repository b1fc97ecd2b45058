"use client";

import { useSyncExternalStore, type ReactNode } from "react";

const query = "print";
let isPrinting = false;

/** The page is told before it is laid out for paper; a preview in the developer tools only changes the medium. */
function subscribe(changed: () => void): () => void {
  const media = matchMedia(query);
  const told = (printing: boolean) => () => {
    isPrinting = printing;
    changed();
  };
  const [before, after] = [told(true), told(false)];
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  media.addEventListener("change", changed);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
    media.removeEventListener("change", changed);
  };
}

const isOnPaper = (): boolean => isPrinting || matchMedia(query).matches;

/** Made when the page is printed and at no other time: the screen does not carry what it does not show. */
export function OnlyOnPaper({ children }: { children: () => ReactNode }) {
  return useSyncExternalStore(subscribe, isOnPaper, () => false) ? children() : null;
}
