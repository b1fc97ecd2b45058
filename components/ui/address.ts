/** Whether an address belongs to a page, its inner pages included. */
export function isWithin(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`);
}

/** An address with what is asked of it; bare where nothing is. */
export function withQuery(pathname: string, query: URLSearchParams): string {
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
}
