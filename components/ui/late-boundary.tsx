"use client";

import { Suspense, useState, type ReactNode } from "react";
import { PageLoading } from "./page-loading";

/**
 * The shape of a page whose content comes after it. Whether there is a boundary is settled when the page is mounted:
 * an answer to another filter or column finds the tree it knows, however soon it comes. What stands stays until then,
 * and what is open stays open.
 */
export function LateBoundary({ isLate, children }: { isLate: boolean; children: ReactNode }) {
  const [wasLate] = useState(isLate);
  return wasLate ? <Suspense fallback={<PageLoading />}>{children}</Suspense> : children;
}
