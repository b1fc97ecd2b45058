import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { sessionOf } from "./screens";

const orders = [
  "order_id,customer_id,order_date,amount",
  "w-1,ada,2018-08-01 10:00:00,120.50",
  "w-2,bob,2018-08-02 11:30:00,80.00",
  "w-3,ada,not a date,15.00",
];

test("an admin drops a file, sees what would happen, imports it, and can take it back", async ({ browser }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "clientele-upload-"));
  const file = path.join(folder, "orders.csv");
  writeFileSync(file, `${orders.join("\n")}\n`);
  const context = await sessionOf(browser, "admin");
  const page = await context.newPage();
  await page.goto("/imports");
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("button", { name: /import|check|dry run/i }).first().click();
  await expect(page.getByText(/not a date/i).first()).toBeVisible({ timeout: 60_000 });
  await context.close();
});
