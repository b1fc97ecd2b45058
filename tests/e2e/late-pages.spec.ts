import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { firstRunAccounts, type Product, startProduct } from "../support/product";
import { root } from "../support/programs";
import { isShown } from "./screens";
import { signInFirstTime } from "./sign-in";

/** A shop all of whose pages come in time, or, if told so, later than a page is waited for. */
let product: Product;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startProduct(2000, `--import=${path.join(root, "tests/support/patience.mjs")}`);
});
test.afterAll(async () => {
  allInTime();
  await product.stop();
});

const lateFile = (): string => `${product.dataDir}.no-patience`;
const allLate = (): void => writeFileSync(lateFile(), "");
const allInTime = (): void => rmSync(lateFile(), { force: true });

/** Marks what is shown; the mark is gone once the page is made anew. Its shape is noted as well. */
async function mark(page: Page): Promise<void> {
  await page.locator("main h1").evaluate((heading) => (heading.dataset.stood = "yes"));
  await page.evaluate(() => {
    delete document.body.dataset.shape;
    new MutationObserver(() => {
      if (document.querySelector('main [role="status"][aria-label="Loading"]')) document.body.dataset.shape = "seen";
    }).observe(document.body, { childList: true, subtree: true });
  });
}

async function stoodAllAlong(page: Page): Promise<void> {
  await expect(page.locator("main h1")).toHaveAttribute("data-stood", "yes");
  await expect(page.locator("body")).not.toHaveAttribute("data-shape", "seen");
}

async function openMarked(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await isShown(page);
  await mark(page);
}

/** Another column, with the chooser open all along. */
async function chooseColumn(page: Page, column: string): Promise<void> {
  const heads = page.locator("main thead th");
  const before = await heads.allTextContents();
  await page.getByRole("checkbox", { name: column }).click();
  await expect.poll(() => heads.allTextContents()).not.toEqual(before);
  await expect(page.getByRole("checkbox", { name: column })).toBeVisible();
  await stoodAllAlong(page);
}

async function chooseState(page: Page, state: string): Promise<void> {
  await page.getByRole("button", { name: "State", exact: true }).click();
  await page.getByRole("checkbox", { name: state, exact: true }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/state=/);
  await expect(page.getByRole("link", { name: `Remove filter State ${state}` })).toBeVisible();
  await stoodAllAlong(page);
}

test("what stands and is open stays until another answer comes, whether answers are late or in time", async ({ browser }) => {
  const account = firstRunAccounts(product.dataDir).find((one) => one.role === "marketer");
  if (account === undefined) throw new Error("no marketer");
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await signInFirstTime(page, account, `${account.password}-changed`);
  const shape = async (): Promise<number> => (await (await context.request.get("/customers")).text()).indexOf('aria-label="Loading"');

  expect(await shape()).toBe(-1);
  await openMarked(page, "/customers");
  await page.getByRole("button", { name: "Columns" }).click();
  await chooseColumn(page, "Payment");
  allLate();
  expect(await shape()).toBeGreaterThan(0);
  await chooseColumn(page, "Margin");
  allInTime();
  await chooseColumn(page, "Payment");

  await openMarked(page, "/overview");
  allLate();
  await chooseState(page, "RJ");
  await openMarked(page, "/overview");
  allInTime();
  await chooseState(page, "SP");
  await context.close();
});
