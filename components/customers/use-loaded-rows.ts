import { useCallback, useEffect, useRef, useState } from "react";
import { customersPageSize } from "@/lib/types/customer-columns";
import type { CustomerRow } from "@/lib/types/customer-profile";

/** Rows that follow each other, and where those after them are found by the last of them. */
export type LoadedPage = { rows: readonly CustomerRow[]; next: string | null };

/** Asks for the page that begins at a row, 1-based: by the page before it where that is known, else by its number. */
export type LoadPage = (row: number, next: string | null, signal: AbortSignal) => Promise<LoadedPage>;

/** Long enough that a thumb dragged past a thousand pages asks for none of them. */
const restMs = 50;

export const pageOf = (index: number): number => Math.floor(index / customersPageSize);

/** The pages around some rows: half a page before them, one ahead. */
export function pagesAround(first: number, last: number, total: number): readonly [from: number, to: number] {
  const end = Math.max(0, pageOf(total - 1));
  return [Math.max(0, pageOf(first - customersPageSize / 2)), Math.min(end, pageOf(last + customersPageSize))];
}

/**
 * The rows met so far, by page; those in sight are asked for once the view rests on them.
 * @param start the page the server drew
 */
export function useLoadedRows(start: LoadedPage & { first: number }, [from, to]: readonly [number, number], load: LoadPage) {
  const [pages, setPages] = useState<ReadonlyMap<number, LoadedPage>>(() => new Map([[pageOf(start.first - 1), start]]));
  const [isFailed, setIsFailed] = useState(false);
  const asked = useRef<Map<number, AbortController>>(new Map());
  useEffect(() => {
    const underWay = asked.current;
    return () => underWay.forEach((controller) => controller.abort());
  }, []);
  useEffect(() => {
    if (isFailed) return;
    const missing = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((page) => !pages.has(page) && !asked.current.has(page));
    if (missing.length === 0) return;
    const ask = async (page: number): Promise<void> => {
      const controller = new AbortController();
      asked.current.set(page, controller);
      try {
        const loaded = await load(page * customersPageSize + 1, pages.get(page - 1)?.next ?? null, controller.signal);
        setPages((known) => new Map(known).set(page, loaded));
      } catch {
        if (!controller.signal.aborted) setIsFailed(true);
      } finally {
        asked.current.delete(page);
      }
    };
    const timer = setTimeout(() => missing.forEach((page) => void ask(page)), restMs);
    return () => clearTimeout(timer);
  }, [from, to, pages, load, isFailed]);
  const retry = useCallback(() => setIsFailed(false), []);
  return { pages, isFailed, retry };
}
