import { isWithin } from "./address";

/** Pages that show a past day as if it were today. */
const datedPages = ["/overview", "/explore", "/segments", "/customers", "/maintenance", "/models/migration"];

/** Whether a past day means something on a page. */
export const isDated = (pathname: string): boolean => datedPages.some((page) => isWithin(pathname, page));

/**
 * The address of a page with the past day that is looked at, unless it names one itself. Pages without
 * a past carry it too, so that the way back leads to the same day.
 */
export function withDay(href: string, day: string | null): string {
  if (day === null || !href.startsWith("/") || href.startsWith("/api/") || /[?&]asOf=/.test(href)) return href;
  const [page = "", hash] = href.split("#");
  return `${page}${page.includes("?") ? "&" : "?"}asOf=${encodeURIComponent(day)}${hash === undefined ? "" : `#${hash}`}`;
}
