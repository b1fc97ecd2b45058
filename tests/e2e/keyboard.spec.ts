import { expect, type Locator, type Page, test } from "@playwright/test";
import { isShown, sessionOf } from "./screens";

// one account, whose notices the second dismisses
test.describe.configure({ mode: "default" });

const mostStops = 140;

/** Presses Tab, or Shift and Tab, until the control has the focus, and sees that the eye can tell. */
async function tabTo(page: Page, control: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(control).toBeVisible();
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press(key);
    if (await control.evaluate((element) => element === document.activeElement)) return expectRing(page);
  }
  throw new Error(`${String(control)} is not reached in ${mostStops} stops`);
}

/** A ring of two pixels, on the control or on the picture of it that carries it. */
async function expectRing(page: Page): Promise<void> {
  const widths = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null) return [];
    return [getComputedStyle(focused), getComputedStyle(focused, "::after")].map(({ outlineStyle, outlineWidth }) => (outlineStyle === "none" ? 0 : parseFloat(outlineWidth)));
  });
  expect(Math.max(0, ...widths)).toBeGreaterThanOrEqual(2);
}

test("by keyboard alone: from the overview through a persona and a filter to the downloaded list", async ({ browser }) => {
  const page = await (await sessionOf(browser, "campaignOwner")).newPage();
  await page.goto("/overview");
  await isShown(page);
  const skip = page.getByRole("link", { name: "Skip to content" });
  await tabTo(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  // the numbers of a chart, and the customers behind one of them
  await tabTo(page, page.getByRole("main").getByRole("button", { name: "Table", exact: true }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("table").first()).toBeVisible();

  await page.goto("/segments");
  await isShown(page);
  await tabTo(page, page.getByRole("main").getByRole("link", { name: /^(Impulse|Cheap|Best|Highest Paying)( New| Lost)?$/ }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/segments\/\d+/);
  await isShown(page);
  await tabTo(page, page.getByRole("main").locator('a[href^="/customers?segment="]').first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\?segment=\d+/);
  await isShown(page);

  const filter = page.getByRole("button", { name: "Filter", exact: true });
  await tabTo(page, filter);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "State", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(filter).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "State", exact: true }));
  await page.keyboard.press("Enter");
  const find = page.getByRole("searchbox", { name: "Find in State" });
  await expect(find).toBeFocused();
  await page.keyboard.type("SP");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/state=SP/);

  // the rows before stay until the new ones are there
  await page.waitForLoadState("networkidle");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: /target list/i }).first(), "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/customers/target-list**");
  await isShown(page);
  await tabTo(page, page.getByRole("button", { name: /download/i }));
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await downloading).suggestedFilename()).toMatch(/^target-list-/);
  await page.context().close();
});

test("by keyboard alone: a notice is dismissed for this account, stays away, and is brought back", async ({ browser }) => {
  const page = await (await sessionOf(browser, "campaignOwner")).newPage();
  await page.goto("/overview");
  await isShown(page);
  const dismiss = page.getByRole("button", { name: "Dismiss: Order count carries little information" });
  await tabTo(page, dismiss);
  const saved = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "“Order count carries little information” is dismissed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await saved;
  await page.reload();
  await isShown(page);
  await expect(dismiss).toHaveCount(0);
  await tabTo(page, page.getByText("1 dismissed"));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Show again: Order count carries little information" }));
  const restored = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.press("Enter");
  await expect(dismiss).toBeFocused();
  await restored;
  await page.context().close();
});
