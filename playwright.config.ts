import { defineConfig } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/global-setup.ts",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  projects: process.env.CLIENTELE_SCREENSHOTS
    ? [{ name: "screenshots", testMatch: "screenshots.spec.ts", fullyParallel: true }]
    : [
        // they only look, so two at once
        { name: "screens", testMatch: ["every-screen.spec.ts", "overlays.spec.ts"], fullyParallel: true },
        // they change the one shop, and measure: one after the other, when nothing else runs
        { name: "stories", testIgnore: ["every-screen.spec.ts", "overlays.spec.ts", "screenshots.spec.ts"], workers: 1, dependencies: ["screens"] },
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
