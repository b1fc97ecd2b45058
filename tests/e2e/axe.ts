import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Every rule of axe on the page as it stands. The product has no frames: one call in the page does, three times as fast. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  expect(page.frames()).toHaveLength(1);
  const report = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
  expect(report.passes.length).toBeGreaterThan(10);
  return report.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
}
