import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { modes, openScreen, screens, sessionOf } from "./screens";
import { smallTargets } from "./targets";

/** Every rule of axe on the page as it stands. The product has no frames: one call in the page does, three times as fast. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  expect(page.frames()).toHaveLength(1);
  const report = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
  expect(report.passes.length).toBeGreaterThan(10);
  return report.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
}

for (const mode of modes) {
  for (const screen of screens) {
    test(`${screen.name}, ${mode.name}: no accessibility fault, no error, nothing cut off`, async ({ browser }) => {
      const context = await sessionOf(browser, screen.role, mode);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await openScreen(page, screen);

      expect(await accessibilityFaults(page)).toEqual([]);
      expect(errors).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      if (mode.name === "phone") expect(await smallTargets(page), `too small for a finger on ${screen.name}`).toEqual([]);
      await context.close();
    });
  }
}
