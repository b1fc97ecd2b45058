import type { NextConfig } from "next";

/** Headers of every answer, static files included. The CSP of pages needs a nonce per request: proxy.ts. */
const commonHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** For answers that are never a document and do not pass through proxy.ts. */
const noDocument = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'" };

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // a check of its own in `npm test`, after the build; whoever starts the product does not wait for it
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "better-sqlite3",
    "@prisma/adapter-better-sqlite3",
    "@prisma/client",
    "@duckdb/node-api",
    "@duckdb/node-bindings",
    "@node-rs/argon2",
  ],
  // the 403 page of lib/auth/guards.ts
  experimental: { authInterrupts: true },
  // browsers ask for it by this name where no page names another: beside a download, or an answer that is no page
  async rewrites() {
    return [{ source: "/favicon.ico", destination: "/icon.svg" }];
  },
  async headers() {
    return [
      { source: "/:path*", headers: commonHeaders },
      { source: "/_next/static/:path*", headers: [noDocument] },
      { source: "/api/uploads/:path*", headers: [noDocument] },
      { source: "/api/uploads", headers: [noDocument] },
    ];
  },
};

export default config;
