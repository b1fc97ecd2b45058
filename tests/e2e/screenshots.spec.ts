import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "@playwright/test";
import { modes, openScreen, screens, sessionOf } from "./screens";

const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");

for (const mode of Object.values(modes)) {
  for (const screen of screens) {
    test(`${screen.name}-${mode.name}`, async ({ browser }) => {
      mkdirSync(folder, { recursive: true });
      const context = await sessionOf(browser, screen.role, mode);
      const page = await context.newPage();
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme: mode.colorScheme });
      await openScreen(page, screen);
      await page.screenshot({ path: path.join(folder, `${screen.name}-${mode.name}.png`), fullPage: true });
      await context.close();
    });
  }
}
