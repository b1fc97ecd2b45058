import { existsSync } from "node:fs";

/** Playwright's own browser build is not used: the system's Chromium is. */
export function chromiumPath(): string {
  const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = candidates.find((file) => file !== undefined && existsSync(file));
  if (!found) throw new Error("no Chromium found: install it or set CHROMIUM_PATH");
  return found;
}

export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];
