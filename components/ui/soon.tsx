"use client";

import { startTransition, useEffect, useState, type ReactNode } from "react";

/**
 * Does something once the browser has painted what answers the click.
 * @returns leaves it undone
 */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * A value as it was before the last change, until the browser has painted what answers that change.
 * What is heavy to draw follows it, so that the click is answered first and the page stays answerable.
 * @param value no function
 * @param before what counts until the first paint
 */
export function useAfterPaint<T extends string | number | boolean>(value: T, before: T = value): T {
  const [shown, setShown] = useState(before);
  useEffect(() => afterPaint(() => startTransition(() => setShown(value))), [value]);
  return shown;
}

/**
 * How many of a long list are drawn: at first what is seen, then some more after every paint, so that no frame is
 * long and a click in between is answered.
 * @param most all of them; not above `first` = the list is not shown, and begins anew
 */
export function useMoreAfterPaint(most: number, { first, step }: { first: number; step: number }): number {
  const [count, setCount] = useState(first);
  const next = most <= first ? first : Math.min(most, count + step);
  useEffect(() => (next === count ? undefined : afterPaint(() => startTransition(() => setCount(next)))), [count, next]);
  return Math.min(count, most);
}

/** Content of an overlay that is heavy to draw: the frame answers the click, the content follows. */
export function Soon({ children }: { children: ReactNode }) {
  return useAfterPaint<boolean>(true, false) ? children : null;
}
