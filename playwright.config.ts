import { defineConfig } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

const specs = (...names: readonly string[]): string[] => names.map((name) => `${name}.spec.ts`);

/** They only look. */
const screens = specs("every-screen", "overlays");

/** They leave the one shop as it was, or add what no other test asks about. */
const looks = specs("customers-table", "explore", "keyboard", "loading", "models", "palette", "past-day", "roles");

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/global-setup.ts",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  projects: process.env.CLIENTELE_SCREENSHOTS
    ? [{ name: "screenshots", testMatch: "screenshots.spec.ts", fullyParallel: true }]
    : [
        // two at once
        { name: "screens", testMatch: screens, fullyParallel: true },
        { name: "looks", testMatch: looks, fullyParallel: true, dependencies: ["screens"] },
        // they change the one shop, or measure: one after the other, when nothing else runs
        { name: "stories", testIgnore: [...screens, ...looks, "screenshots.spec.ts"], workers: 1, dependencies: ["looks"] },
      ],
  forbidOnly: true,
  reporter: "list",
  outputDir: "test-results/playwright",
  use: {
    viewport: { width: 1440, height: 1000 },
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    screenshot: "only-on-failure",
  },
});
