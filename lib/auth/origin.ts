import "server-only";
import { AppError } from "@/lib/errors";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isSameAddress(a: URL, b: URL): boolean {
  const bothHere = loopback.has(a.hostname) && loopback.has(b.hostname);
  return a.protocol === b.protocol && a.port === b.port && (a.hostname === b.hostname || bothHere);
}

/**
 * Refuses what another site's page sent. Only the browser's own words count: forwarded host names
 * can be forged by the sender, so the comparison is with the configured address alone.
 *
 * @throws AppError wrongOrigin saying what to set, where it looks like a configuration fault
 */
export function requireOwnOrigin(headers: Headers, appUrl: string): void {
  const origin = headers.get("origin");
  if (origin === null) {
    if (headers.get("sec-fetch-site") === "same-origin") return;
    throw new AppError("wrongOrigin", "The request does not say which page sent it and was refused.");
  }
  if (!URL.canParse(origin)) throw new AppError("wrongOrigin");
  const sender = new URL(origin);
  if (isSameAddress(sender, new URL(appUrl))) return;
  const host = headers.get("host");
  if (host !== null && sender.host === host) {
    throw new AppError("wrongOrigin", `This page was opened at ${sender.origin}, but the installation answers for ${appUrl}. Start it with APP_URL=${sender.origin}`);
  }
  throw new AppError("wrongOrigin");
}

/** A path of ours to go on to after sign-in; anything that could leave the site becomes the start page. */
export function safeNextPath(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\s\u0000-\u001f]*$/.test(next)) return "/";
  const base = "http://clientele.invalid";
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}` : "/";
}
