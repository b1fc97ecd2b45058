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
