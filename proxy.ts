import { NextResponse, type NextRequest } from "next/server";

/** The policy for one answer. Charts position their parts by style attributes, hence `style-src-attr`. */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // React's development build evaluates code to rebuild server stacks; the production build never does.
  const development = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Gives every answer a fresh nonce and the policy that names it. Guards nothing: pages and actions do that themselves. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // guards send strangers to sign in and back here; overwritten so that no sender can choose it
  headers.set("x-clientele-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (process.env.APP_URL?.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

/** All but static files and the upload route: a proxy would cut request bodies at 10 MB and answer 200. */
export const config = { matcher: ["/((?!_next/static|_next/image|api/uploads).*)"] };
