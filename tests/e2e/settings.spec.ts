import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { sessionOf } from "./screens";

type Choice = { currency: string; locale: string };

/** Chooses, previews and saves, as an admin does. */
async function choose(page: Page, { currency, locale }: Choice): Promise<void> {
  await page.goto("/settings/shop");
  await page.getByLabel("Currency").selectOption(currency);
  await page.getByLabel("Formats").selectOption(locale);
  await page.getByRole("button", { name: "Preview the changes" }).click();
  await expect(page.getByText("Amounts are relabelled, not converted")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/settings/shop" && url.search === "");
}

test("currency and locale reach tiles, axis, table, persona and target list as soon as they are saved", async ({ browser }) => {
  const context = await sessionOf(browser, "admin");
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await choose(page, { currency: "EUR", locale: "de-DE" });
  try {
    await page.goto("/overview");
    await expect(page.getByText(/^\d{1,3}(,\d+)?\u00a0(Mio\.\u00a0)?€$|^[\d.]+\u00a0€$/).first()).toBeVisible();
    await expect(page.getByText(/^€ (million )?a month$/)).toBeVisible();
    await expect(page.locator("svg text").filter({ hasText: /^\d,\d+$|^\d+$/ }).first()).toBeVisible();
    await page.goto("/customers");
    await expect(page.getByRole("button", { name: "Spend, €" }).or(page.getByText("Spend, €")).first()).toBeVisible();
    await expect(page.locator("tbody tr").first()).toContainText(/\d,\d\d/);
    await page.goto("/customers/target-list?segment=0");
    await expect(page.getByText(/R\$/)).toHaveCount(0);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: /download/i }).click();
    const rows: Record<string, string>[] = parse(readFileSync(await (await downloading).path(), "utf8"), { columns: true, bom: true });
    // a file is for programs: plain decimals whatever the locale, the currency in the head
    expect(rows.slice(0, 50).every((row) => /^\d+(\.\d{1,2})?$/.test(row.revenue_eur ?? ""))).toBe(true);
  } finally {
    await choose(page, { currency: "BRL", locale: "en" });
  }
  await page.goto("/overview");
  await expect(page.getByText(/^R\$\u00a0[\d.]+\u00a0M$/).first()).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();
});
