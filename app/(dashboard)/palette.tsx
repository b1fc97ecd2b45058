"use client";

import { Search, type SearchProps } from "@/components/shell/search";
import { nothingFound, type PaletteFound } from "@/lib/types/palette";

/** Asks the server what a text finds; nothing where it cannot be asked, since screens and personas are there anyway. */
async function find(query: string, asOf: string | null, signal: AbortSignal): Promise<PaletteFound> {
  const params = new URLSearchParams({ q: query, ...(asOf === null ? {} : { asOf }) });
  const answer = await fetch(`/api/palette?${params}`, { signal }).catch(() => null);
  // our own route answers in this shape
  return answer?.ok === true ? ((await answer.json()) as PaletteFound) : nothingFound;
}

/** The palette with its way to the server. */
export function Palette(props: Omit<SearchProps, "find">) {
  return <Search {...props} find={find} />;
}
