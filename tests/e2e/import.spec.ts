import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { sessionOf } from "./screens";

const orders = [
  "order_id,customer_id,order_date,amount",
  "w-1,walkin-ada,2018-08-01 10:00:00,120.50",
  "w-2,walkin-bob,2018-08-02 11:30:00,80.00",
  "w-3,walkin-ada,not a date,15.00",
];

test.setTimeout(300_000);

test("an admin drops a file, sees what would happen, imports it, and can take it back", async ({ browser }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "clientele-upload-"));
  const file = path.join(folder, "orders.csv");
  writeFileSync(file, `${orders.join("\n")}\n`);
  const context = await sessionOf(browser, "admin");
  const page = await context.newPage();
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("switch", { name: "Replace the sample shop" }).uncheck({ force: true });

  await page.getByRole("button", { name: "Try the import" }).click();
  await expect(page.getByText(/not a date/i).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("switch", { name: "Dry run first, publish nothing" }).uncheck({ force: true });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/Snapshot 2 holds/)).toBeVisible({ timeout: 80_000 });

  await page.goto("/customers?q=walkin-ada");
  await expect(page.locator("tbody tr").filter({ hasText: "walkin-ada" })).toHaveCount(1);
  await page.goto("/imports");
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await page.getByRole("dialog").getByRole("textbox").fill("undo");
  await page.getByRole("dialog").getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("undone", { exact: true }).first()).toBeVisible({ timeout: 80_000 });
  await page.goto("/customers?q=walkin-ada");
  await expect(page.locator("tbody tr").filter({ hasText: "walkin-ada" })).toHaveCount(0);
  await context.close();
});
