import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { sessionOf } from "./screens";

const heads = (page: Page) => page.locator("main thead th").allTextContents();
const rowAt = (page: Page, row: number) => page.locator(`main tbody tr[aria-rowindex="${row + 1}"]`);

test("columns are chosen and kept as a shared view, which a colleague opens, scrolls to row 300 and takes away as a file", async ({ browser }) => {
  const author = await sessionOf(browser, "marketer");
  const page = await author.newPage();
  await page.goto("/customers?state=SP&sort=orderCount&dir=desc");
  await page.getByRole("button", { name: "Columns" }).click();
  // two at once, the second by keyboard, which stays on it while it goes to the other list
  await page.getByRole("checkbox", { name: "Payment" }).click();
  await page.getByRole("checkbox", { name: "Margin" }).press("Space");
  await expect(page.getByRole("checkbox", { name: "Payment" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Margin" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Margin" })).toBeFocused();
  await expect.poll(() => heads(page)).toContain("Margin");
  await page.getByRole("button", { name: "Move Margin up" }).press("Enter");
  await expect.poll(async () => (await heads(page)).slice(-2)).toEqual(["Margin", "Consent"]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "New view" }).click();
  await page.getByLabel("Name").fill("Repeat in SP");
  await page.getByLabel("Share with the team").check();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("link", { name: /Repeat in SP/ })).toHaveAttribute("aria-current", "page");
  await page.reload();
  await expect(page.getByRole("link", { name: /Repeat in SP/ })).toHaveAttribute("aria-current", "page");
  const shown = await heads(page);
  expect(shown.slice(-2)).toEqual(["Margin", "Consent"]);
  await expect(page.getByRole("button", { name: "Export CSV" })).toHaveCount(0);
  await author.close();

  const colleague = await sessionOf(browser, "campaignOwner");
  const other = await colleague.newPage();
  await other.goto("/customers");
  await other.getByRole("link", { name: /Repeat in SP/ }).click();
  await expect.poll(() => heads(other)).toEqual(shown);
  const count = Number((await other.locator("main table").getAttribute("aria-rowcount")) ?? "0") - 1;
  expect(count).toBeGreaterThan(1000);
  await other.getByRole("region", { name: /Customers by/ }).hover();
  await other.mouse.wheel(0, 299 * 31);
  await expect(rowAt(other, 300)).toBeVisible();
  await expect(rowAt(other, 300)).not.toHaveAttribute("aria-busy", "true");
  const threeHundredth = await rowAt(other, 300).getByRole("link").textContent();
  await other.waitForURL(/row=300/);
  await other.reload();
  await expect(rowAt(other, 300)).toBeInViewport();
  await expect(rowAt(other, 300).getByRole("link")).toHaveText(threeHundredth ?? "");
  expect(await other.locator("main tbody tr").count()).toBeLessThan(100);
  await other.getByLabel("Go to row").fill(String(count));
  await other.getByLabel("Go to row").press("Enter");
  await expect(rowAt(other, count).getByRole("link")).toBeVisible();

  const downloading = other.waitForEvent("download");
  await other.getByRole("button", { name: "Export CSV" }).click();
  const [head, ...records]: string[][] = parse(readFileSync(await (await downloading).path()), { bom: true });
  expect(head).toEqual(shown);
  expect(records.length).toBe(count);
  expect(records[299]?.[0]).toBe(threeHundredth);
  await colleague.close();
});
