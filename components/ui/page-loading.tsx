"use client";

import { usePathname } from "next/navigation";
import { LoadingSkeleton } from "./states";

/** Head, tiles, and two rows of figures. */
const insight = [44, 152, 330, 320] as const;
/** Head, what chooses, and a table down to the foot of the window. */
const table = [44, 84, 660] as const;

const isTable = (path: string): boolean => /^\/(customers|models|imports|settings)(\/target-list|\/users)?$/.test(path);

/** The shape of the page that comes. */
export function PageLoading() {
  return <LoadingSkeleton label="Loading" heights={isTable(usePathname()) ? table : insight} />;
}
