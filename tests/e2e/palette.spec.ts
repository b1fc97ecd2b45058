import { expect, test } from "@playwright/test";
import { isShown, sessionOf } from "./screens";

test("by keyboard alone: a persona, a figure, a customer, a run, a past day and the theme; the period likewise", async ({ browser }) => {
  const page = await (await sessionOf(browser, "manager")).newPage();
  await page.goto("/overview");
  await isShown(page);
  const field = page.getByPlaceholder("Search screens, personas, customers, figures");
  const option = (name: string | RegExp) => page.getByRole("dialog").getByRole("button", { name }).first();
  const ask = async (text: string, found: string | RegExp): Promise<void> => {
    // the last one closes with a transition
    await expect(field).toBeHidden();
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await expect(option(found)).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };

  await ask("cohort", /Cohort retention/);
  await page.waitForURL("**/explore/retention");
  await ask("2018-05-15", /As of 15 May 2018/);
  await page.waitForURL("**/explore/retention?asOf=2018-05-15");
  await ask("newest", /Newest data/);
  await page.waitForURL(/\/explore\/retention$/);
  await ask("shop settings", /Shop settings/);
  await page.waitForURL("**/settings/shop");
  await ask("run 1", /^Run 1/);
  await page.waitForURL("**/models/1");
  await expect(field).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.type("sao paulo");
  const customer = option(/^[0-9a-f]{32}.*SP/);
  await expect(customer).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\/[0-9a-f]{32}/);
  await ask("light and dark", /Switch between light and dark/);
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  // what only an admin may do is not offered to a manager
  await expect(field).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.type("import orders");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto("/overview");
  await isShown(page);
  await page.getByRole("button", { name: /^Period/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Month before" })).toBeVisible();
  await page.getByRole("button", { name: "This month" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/overview?period=month");
  await expect(page.getByText("1 Aug – 29 Aug 2018, against 1 Jul – 29 Jul 2018 and 1 Aug – 29 Aug 2017.")).toBeVisible();
  await page.goto("/overview?period=2017-11-20..2017-11-30");
  await expect(page.getByRole("button", { name: "Period 20 Nov – 30 Nov 2017" })).toBeVisible();
  await page.getByRole("link", { name: "Explore", exact: true }).first().click();
  await page.waitForURL("**/explore?period=2017-11-20..2017-11-30");
  await page.context().close();
});
