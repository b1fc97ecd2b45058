import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { isShown, screens, sessionOf } from "./screens";

/** What the first paint of a warm page may weigh, unpacked: text, pictures and the data of its charts. */
const mostBytes = 500_000;

/** Reached by their address alone, by a role that may. */
const plain = screens.filter((screen) => screen.role !== null && screen.open === undefined);

/** What a shop in use answers: the first look fills the server's caches. One that the machine was too busy for is asked again. */
async function inUse(context: BrowserContext, address: string): Promise<string> {
  const look = async (): Promise<string> => (await context.request.get(address)).text();
  await look();
  let html = await look();
  for (let again = 0; again < 2 && !startsWithHeading(html); again += 1) html = await look();
  return html;
}

/** Its heading before anything streamed. */
function startsWithHeading(html: string): boolean {
  const heading = html.indexOf("<h1");
  const later = html.indexOf('<div hidden id="S:');
  return heading > 0 && (later === -1 || heading < later);
}

test("a page that is loaded has its answer in the first paint, and is no heavier than it must be", async ({ browser }) => {
  for (const role of ["manager", "marketer", "campaignOwner", "admin"] as const) {
    const context = await sessionOf(browser, role);
    for (const screen of plain.filter((one) => one.role === role)) {
      const html = await inUse(context, screen.path);
      expect(startsWithHeading(html), `${screen.path} has its heading before anything streamed`).toBe(true);
      expect(html.length, `${screen.path} is light`).toBeLessThan(mostBytes);
    }
    await context.close();
  }
});

async function slowPages(page: Page): Promise<void> {
  await page.route(/[?&]_rsc=/, async (route) => {
    if (route.request().headers()["next-router-prefetch"] === undefined) await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
}

test("a page reached by a link shows its shape until it is there", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/overview");
  await isShown(page);
  // what the navigation asks ahead is there
  await page.waitForLoadState("networkidle");
  await slowPages(page);
  const shape = page.getByRole("status", { name: "Loading", exact: true });
  for (const name of ["Customers", "Explore", "Segments"]) {
    await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
    await expect(shape).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(shape).toBeHidden();
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  // within a screen likewise
  await page.goto("/explore");
  await isShown(page);
  await page.waitForLoadState("networkidle");
  await slowPages(page);
  await page.getByRole("link", { name: "Payments", exact: true }).click();
  await expect(shape).toBeVisible();
  await expect(page.getByText(/of payments and/).first()).toBeVisible();
  await expect(shape).toBeHidden();
  await context.close();
});

test("the numbers of a chart are made for paper and not carried by the screen", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/explore");
  await isShown(page);
  const table = page.getByRole("table", { name: "Sales by day" });
  await expect(table).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(table).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(table).toHaveCount(0);
  // a print told without a change of the medium: what is there when the page has been told is what is printed
  const printed = await page.evaluate(async () => {
    dispatchEvent(new Event("beforeprint"));
    await Promise.resolve();
    const rows = document.querySelectorAll("main table tbody tr").length;
    dispatchEvent(new Event("afterprint"));
    return rows;
  });
  expect(printed).toBeGreaterThan(700);
  await expect(table).toHaveCount(0);
  await context.close();
});
