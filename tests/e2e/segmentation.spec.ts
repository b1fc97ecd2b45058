import { expect, test } from "@playwright/test";
import { sessionOf } from "./screens";

test("a marketer starts a segmentation and reads it; a manager promotes it", async ({ browser }) => {
  const marketer = await sessionOf(browser, "marketer");
  const page = await marketer.newPage();
  await page.goto("/models/new");
  await page.getByText("RFM rules").click();
  await page.getByRole("button", { name: "Start the segmentation" }).click();
  const openRun = page.getByRole("link", { name: "Open the run" });
  await openRun.click({ timeout: 80_000 });
  await page.waitForURL(/\/models\/\d+/);
  const runPath = new URL(page.url()).pathname;
  await expect(page.getByText("Churned").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Promote/ })).toHaveCount(0);
  await marketer.close();

  const manager = await sessionOf(browser, "manager");
  const deciding = await manager.newPage();
  await deciding.goto(runPath);
  await deciding.getByRole("button", { name: /Promote/ }).first().click();
  await deciding.getByRole("dialog").getByRole("button", { name: /Promote/ }).click();
  await expect(deciding.getByText("live", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await deciding.goto("/models/1");
  await deciding.getByRole("button", { name: /Promote/ }).first().click();
  await deciding.getByRole("dialog").getByRole("button", { name: /Promote/ }).click();
  await deciding.goto("/overview");
  await expect(deciding.getByText(/k-means, \d+/).first()).toBeVisible();
  await manager.close();
});
