import { defineConfig } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

export default defineConfig({
  testDir: "tests/e2e",
  // rendering the screenshots is a command of its own: npm run screenshots
  testIgnore: process.env.CLIENTELE_SCREENSHOTS ? [] : ["screenshots.spec.ts"],
  testMatch: process.env.CLIENTELE_SCREENSHOTS ? "screenshots.spec.ts" : "*.spec.ts",
  globalSetup: "./tests/e2e/global-setup.ts",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
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
    trace: "retain-on-failure",
  },
});
