"use client";

import { startTransition, useEffect, useState, type ReactNode } from "react";

/**
 * A value as it was before the last change, until the browser has painted what answers that change.
 * What is heavy to draw follows it, so that the click is answered first and the page stays answerable.
 * @param value no function
 * @param before what counts until the first paint
 */
export function useAfterPaint<T extends string | number | boolean>(value: T, before: T = value): T {
  const [shown, setShown] = useState(before);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}

/** Content of an overlay that is heavy to draw: the frame answers the click, the content follows. */
export function Soon({ children }: { children: ReactNode }) {
  return useAfterPaint<boolean>(true, false) ? children : null;
}
