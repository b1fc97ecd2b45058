import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { sessionOf } from "./screens";

/** The number in a cell of a figure's table twin. */
async function twinCell(page: Page, figure: RegExp, row: string, column: string): Promise<number> {
  const card = page.locator("figure").filter({ hasText: figure }).first();
  const table = card.getByRole("table").first();
  // a click before the page is alive does nothing
  await expect(async () => {
    if (!(await table.isVisible())) await card.getByRole("button", { name: "Table" }).click({ timeout: 2000 });
    await expect(table).toBeVisible({ timeout: 1000 });
  }).toPass();
  const heads = await table.getByRole("columnheader").allTextContents();
  const text = await table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) }).getByRole("cell").nth(heads.indexOf(column) - 1).textContent();
  return Number((text ?? "").replace(/[^\d.]/g, ""));
}

/** How many customers the page says match. */
async function matching(page: Page): Promise<number> {
  const summary = (await page.getByText(/of [\d,]+ customers match/).first().textContent()) ?? "";
  return Number(summary.split(" ")[0]?.replaceAll(",", ""));
}

test("the published marginals of Olist can be read off the screens", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/explore/payments");
  const card = await twinCell(page, /of payments and/, "Card", "Share");
  expect(card).toBeGreaterThan(72.9);
  expect(card).toBeLessThan(74.9);
  await expect(page.getByText(/74% of payments and 7\d% of their value are by card/).first()).toBeVisible();

  await page.goto("/explore/places");
  const saoPaulo = await twinCell(page, /of customers are in SP/, "SP", "Share");
  expect(saoPaulo).toBeGreaterThan(41);
  expect(saoPaulo).toBeLessThan(43);

  await page.goto("/explore/repeat");
  const heading = await page.getByText(/of customers ordered more than once/).first().textContent();
  const repeat = Number.parseFloat(heading ?? "");
  expect(repeat).toBeGreaterThan(2.7);
  expect(repeat).toBeLessThan(3.4);

  await page.goto("/explore/service");
  const published = { Early: 4.29, "On the day": 4.03, "1–2 days late": 3.51, "3–7 days late": 2.23, "Over 7 days late": 1.7 };
  for (const [lateness, mean] of Object.entries(published)) {
    const score = await twinCell(page, /The review score falls/, lateness, "Mean score");
    expect(Math.abs(score - mean), lateness).toBeLessThan(0.15);
  }

  await page.goto("/explore");
  await expect(page.getByText(/Black Friday, 24 Nov 2017, brought/).first()).toBeVisible();
  await context.close();
});

test("a filter lives in the address, stays across pages and reaches the file; a state and a payment type open their customers", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/explore/places");
  await page.getByRole("button", { name: "State", exact: true }).click();
  await page.getByRole("checkbox", { name: "RJ", exact: true }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/state=RJ/);
  await expect(page.getByText("100.0% of customers are in RJ").first()).toBeVisible();
  const places = page.locator("figure").filter({ hasText: "100.0% of customers are in RJ" }).first();
  const downloading = page.waitForEvent("download");
  await places.getByRole("link", { name: "CSV" }).click();
  const rows: Record<string, string>[] = parse(readFileSync(await (await downloading).path(), "utf8"), { columns: true, bom: true });
  expect(rows.map((row) => row.state)).toEqual(["RJ"]);
  const customers = Number(rows[0]?.customers);

  // the overview's and a persona's figures leave the same way
  for (const [path, head] of [["/api/overview/months", /^\ufeff?"month",/], ["/api/overview/moves", /^\ufeff?"since",/], ["/api/segmentations/1/personas/0/trend", /^\ufeff?"month","revenue_[a-z]{3}",/]] as const) {
    expect(await (await page.request.get(path)).text()).toMatch(head);
  }
  for (const path of ["/api/overview/none", "/api/segmentations/1/personas/999/trend"]) expect((await page.request.get(path)).status()).toBe(404);

  await page.getByRole("link", { name: "Repeat purchase" }).click();
  await page.waitForURL(/\/explore\/repeat\?state=RJ/);
  await expect(page.getByText(/of customers ordered more than once/).first()).toBeVisible();

  await page.goto("/explore/places?state=RJ");
  await page.getByRole("link", { name: "RJ", exact: true }).last().click();
  await page.waitForURL(/\/customers\?to=RJ/);
  expect(await matching(page)).toBe(customers);
  await expect(page.getByText("Order to RJ")).toBeVisible();

  await page.goto("/explore/payments");
  const payments = await twinCell(page, /of payments and/, "Voucher", "Payments");
  await page.getByRole("link", { name: "Voucher", exact: true }).first().click();
  await page.waitForURL(/\/customers\?paid=voucher/);
  const payers = await matching(page);
  expect(payers).toBeGreaterThan(0.5 * payments);
  expect(payers).toBeLessThan(payments);
  await expect(page.getByText("Paid by Voucher")).toBeVisible();
  await context.close();
});

test("whoever may not take aggregates away sees the figures without their files", async ({ browser }) => {
  const context = await sessionOf(browser, "marketer");
  const page = await context.newPage();
  await page.goto("/explore/payments");
  await expect(page.getByText(/of payments and/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "CSV" })).toHaveCount(0);
  expect((await page.request.get("/api/explore/payments/types")).status()).toBe(403);
  for (const path of ["/api/overview/personas", "/api/segmentations/1/personas/0/trend"]) expect((await page.request.get(path)).status()).toBe(403);
  await context.close();
});
