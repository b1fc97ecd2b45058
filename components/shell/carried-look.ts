import { isWithin, withQuery } from "../ui/address";

const insights = ["/overview", "/explore"] as const;
/** What of the address means the same on another screen, and on which: a look goes along as far as it is understood. */
const shared: readonly { names: readonly string[]; pages: readonly string[] }[] = [
  { names: ["segmentation"], pages: ["/overview", "/segments", "/customers", "/explore"] },
  { names: ["period", "state", "category", "segment"], pages: insights },
];

/**
 * The address of a screen of the navigation with the run, the period and the filters that are looked at,
 * where that screen knows them. The past day is the link's own matter.
 */
export function carriedLook(href: string, pathname: string, params: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const { names, pages } of shared) {
    if (![href, pathname].every((path) => pages.some((page) => isWithin(path, page)))) continue;
    for (const name of names) {
      const value = params.get(name);
      if (value !== null) query.set(name, value);
    }
  }
  return withQuery(href, query);
}
