import "server-only";

/**
 * Where a request came from. The web server writes the peer's address over whatever the sender
 * claimed (scripts/web.mjs); behind a trusted proxy the last entry is the proxy's own observation.
 */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
