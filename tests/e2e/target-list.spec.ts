import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import Database from "better-sqlite3";
import { sessionOf } from "./screens";

type ListRow = Record<string, string>;

test("a campaign owner narrows a persona and downloads only people who said yes, on record", async ({ browser }) => {
  const context = await sessionOf(browser, "campaignOwner");
  const page = await context.newPage();
  await page.goto("/customers?segment=0&spend=100..&state=SP,RJ");
  await expect(page.getByText(/customers match/)).toBeVisible();
  await page.getByRole("link", { name: /target list/i }).click();
  await page.waitForURL("**/customers/target-list**");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: /download/i }).click();
  const download = await downloading;
  const file = readFileSync(await download.path(), "utf8");

  expect(file.startsWith("\ufeff")).toBe(true);
  const rows: ListRow[] = parse(file, { columns: true, bom: true });
  expect(rows.length).toBeGreaterThan(100);
  const data = process.env.CLIENTELE_TEST_DATA ?? "";
  const db = new Database(path.join(data, "clientele.db"), { readonly: true });
  const said = db.prepare<[string], { consent: string }>(
    `select r.emailConsent as consent from "ContactRow" r join "Customer" c on c.key = r.customerKey where c.externalId = ?`,
  );
  const idColumn = Object.keys(rows[0] ?? {}).find((name) => /customer/i.test(name)) ?? "";
  const consents = new Set(rows.slice(0, 500).map((row) => said.get(row[idColumn] ?? "")?.consent));
  expect([...consents]).toEqual(["yes"]);
  const entry = db
    .prepare<[], { outcome: string; detail: string }>(`select outcome, detail from "AuditEntry" where action like '%argetList%' and outcome = 'ok' order by id desc limit 1`)
    .get();
  db.close();
  expect(entry?.detail).toContain(String(rows.length));
  await context.close();
});

test("a filter lives in the address: a colleague who opens it sees the same customers", async ({ browser }) => {
  const context = await sessionOf(browser, "marketer");
  const page = await context.newPage();
  await page.goto("/customers");
  await page.getByRole("searchbox", { name: "Customer or city" }).fill("campinas");
  await page.getByRole("searchbox", { name: "Customer or city" }).press("Enter");
  await page.waitForURL(/q=campinas/);
  const summary = (await page.getByText(/of [\d,]+ customers match/).first().textContent()) ?? "";
  expect(summary).toMatch(/^[\d,]+ of [\d,]+ customers match/);
  const colleague = await context.newPage();
  await colleague.goto(page.url());
  await expect(colleague.getByText(summary).first()).toBeVisible();
  const first = await colleague.locator("tbody tr").first().textContent();
  expect(first?.toLowerCase()).toContain("campinas");
  await context.close();
});
