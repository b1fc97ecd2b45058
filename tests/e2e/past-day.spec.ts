import { expect, test } from "@playwright/test";
import { sessionOf } from "./screens";

test("a past day chosen in the header is said on the page, stays in the address and goes along", async ({ browser }) => {
  const page = await (await sessionOf(browser, "manager")).newPage();
  await page.goto("/overview?asOf=2018-05-15");
  const note = page.getByText("As of 15 May 2018, as if that day were today.");
  await expect(note).toBeVisible();
  const orders = page.getByText(/Since .* orders/);
  const then = await orders.textContent();
  await page.getByRole("link", { name: "Segments" }).first().click();
  await page.waitForURL("**/segments?asOf=2018-05-15");
  await expect(note).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: /^As of/ }).click();
  await page.getByRole("button", { name: /^Newest data, 29 Aug 2018/ }).click();
  await page.waitForURL((url) => !url.search.includes("asOf"));
  await expect(note).toBeHidden();
  await expect(orders).not.toHaveText(then ?? "");
  await page.context().close();
});

test("a list of a past day is counted and not downloaded; migration and maintenance look back; pages without a past lead back to the day", async ({ browser }) => {
  const owner = await (await sessionOf(browser, "campaignOwner")).newPage();
  await owner.goto("/customers/target-list?segment=0&asOf=2018-05-15");
  await expect(owner.getByRole("heading", { name: "Back-test of a target list" })).toBeVisible();
  await expect(owner.getByText(/picked on 15 May 2018 bought again by 29 Aug 2018/)).toBeVisible();
  await expect(owner.getByRole("button", { name: /^Download/ })).toHaveCount(0);
  await owner.context().close();
  const page = await (await sessionOf(browser, "manager")).newPage();
  const note = page.getByText("As of 15 May 2018, as if that day were today.");
  await page.goto("/models/migration?asOf=2018-05-15");
  await expect(note).toBeVisible();
  await expect(page.getByText(/One model at two days, .* and 15 May 2018/)).toBeVisible();
  await page.goto("/maintenance?asOf=2018-05-15");
  await expect(page.getByText("No contract as of 15 May 2018 yet")).toBeVisible();
  await page.getByRole("link", { name: "Models" }).first().click();
  await page.waitForURL("**/models?asOf=2018-05-15");
  await expect(note).toBeHidden();
  await page.getByRole("link", { name: "Overview" }).first().click();
  await page.waitForURL("**/overview?asOf=2018-05-15");
  await expect(note).toBeVisible();
  await page.context().close();
});
