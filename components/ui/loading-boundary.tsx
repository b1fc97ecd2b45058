"use client";

import { Suspense, useEffect, useState, type ReactNode } from "react";
import { PageLoading } from "./page-loading";

/** Set once the page that was loaded is drawn: whatever is mounted later was reached by a link. */
let isLoaded = false;

/**
 * The shape of a page, while one reached by a link is on its way. A page that is loaded has no such boundary:
 * React would hold its content back for 300 ms behind the first paint (`$RT` of react-dom 19.2), however soon it is there.
 */
export function LoadingBoundary({ children }: { children: ReactNode }) {
  const [isReachedByLink] = useState(isLoaded);
  useEffect(() => {
    isLoaded = true;
  }, []);
  return isReachedByLink ? <Suspense fallback={<PageLoading />}>{children}</Suspense> : children;
}
