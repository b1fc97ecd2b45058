import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { pagesAround } from "./use-loaded-rows";

/** As in customers.module.css, where the phone turns rows into cards. */
const rowHeight = { table: 31, cards: 62 };
const headHeight = { table: 31, cards: 0 };
/** What is drawn before the browser has measured anything. */
const usualSight = { width: 1200, height: 700 };
const settledMs = 250;

/** Writes the first row in sight into the address, so that a reload or a way back finds it. */
function keepInAddress(row: number): void {
  const url = new URL(window.location.href);
  if (row > 1) url.searchParams.set("row", String(row));
  else url.searchParams.delete("row");
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

/**
 * Which of many rows of one height are drawn.
 * @param startRow 1-based, the first to be in sight
 */
export function useRowWindow(total: number, startRow: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const isPhone = useMediaQuery("(max-width: 48em)") ?? false;
  const kind = isPhone ? "cards" : "table";
  const [size, head] = [rowHeight[kind], headHeight[kind]];
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head,
    initialRect: usualSight,
    initialOffset: (startRow - 1) * size,
  });
  useEffect(() => virtual.measure(), [virtual, size]);
  // the page is drawn once and met again on the way back, by when the address knows better
  useEffect(() => {
    const row = Number(new URL(window.location.href).searchParams.get("row") ?? "1");
    if (Number.isInteger(row) && row > 1) virtual.scrollToIndex(Math.min(row, total) - 1, { align: "start" });
  }, [virtual, total, size]);
  const items = virtual.getVirtualItems();
  const offset = virtual.scrollOffset ?? 0;
  const first = Math.min(Math.max(0, total - 1), Math.max(0, Math.round(offset / size)));
  const last = Math.min(total - 1, Math.floor((offset + (virtual.scrollRect?.height ?? usualSight.height) - head) / size) - 1);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (first > 0) hasMoved.current = true;
    if (!hasMoved.current) return;
    const timer = setTimeout(() => keepInAddress(first + 1), settledMs);
    return () => clearTimeout(timer);
  }, [first]);
  return {
    scroller,
    rows: items.map(({ index }) => index),
    /** px of the rows that are not drawn */
    before: (items[0]?.start ?? head) - head,
    after: virtual.getTotalSize() - ((items.at(-1)?.end ?? head) - head),
    /** 1-based */
    sight: { first: first + 1, last: Math.max(first, last) + 1 },
    near: pagesAround(items[0]?.index ?? 0, items.at(-1)?.index ?? 0, total),
    goTo: (row: number) => {
      virtual.scrollToIndex(Math.max(1, Math.min(row, total)) - 1, { align: "start" });
      scroller.current?.focus({ preventScroll: true });
    },
  };
}
