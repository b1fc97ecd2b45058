import path from "node:path";
import { type Browser, type BrowserContext, expect, type Page, type Request } from "@playwright/test";
import type { Role } from "@/lib/types/roles";

const sessionFolder = path.resolve(import.meta.dirname, "../../.tmp/sessions");

/** Every screen, with the role that sees most of it. `open` goes on from the address, e.g. to the first row. */
export type Screen = { name: string; role: Role | null; path: string; open?: (page: Page) => Promise<void> };

async function openFirstCustomer(page: Page): Promise<void> {
  await page.locator('main a[href^="/customers/"]').filter({ hasText: /^[0-9a-f]{6}/ }).filter({ visible: true }).first().click();
  await page.waitForURL(/\/customers\/[0-9a-f]{32}/);
}

async function openFirstMove(page: Page): Promise<void> {
  await page.locator('main a[href^="/segments/moved"]').first().click();
  await page.waitForURL(/\/segments\/moved/);
}

export const screens: readonly Screen[] = [
  { name: "sign-in", role: null, path: "/sign-in" },
  { name: "overview", role: "manager", path: "/overview" },
  { name: "overview-past", role: "manager", path: "/overview?asOf=2018-05-15&state=SP" },
  { name: "moved", role: "manager", path: "/overview", open: openFirstMove },
  { name: "segments", role: "marketer", path: "/segments" },
  { name: "compare-personas", role: "marketer", path: "/segments/compare?with=0,1,2" },
  { name: "persona", role: "marketer", path: "/segments/0" },
  { name: "customers", role: "campaignOwner", path: "/customers" },
  { name: "customer", role: "campaignOwner", path: "/customers", open: openFirstCustomer },
  { name: "target-list", role: "campaignOwner", path: "/customers/target-list?segment=0" },
  { name: "back-test", role: "campaignOwner", path: "/customers/target-list?segment=0&asOf=2018-05-15" },
  { name: "explore-orders", role: "manager", path: "/explore" },
  { name: "explore-payments", role: "manager", path: "/explore/payments" },
  { name: "explore-places", role: "manager", path: "/explore/places" },
  { name: "explore-products", role: "manager", path: "/explore/products" },
  { name: "explore-repeat", role: "manager", path: "/explore/repeat" },
  { name: "explore-retention", role: "manager", path: "/explore/retention" },
  { name: "explore-service", role: "manager", path: "/explore/service" },
  { name: "models", role: "manager", path: "/models" },
  { name: "run", role: "manager", path: "/models/1" },
  { name: "new-run", role: "manager", path: "/models/new" },
  { name: "compare-methods", role: "manager", path: "/models/compare" },
  { name: "rules", role: "marketer", path: "/models/rules?table=eleven" },
  { name: "maintenance", role: "manager", path: "/maintenance" },
  { name: "migration", role: "manager", path: "/models/migration" },
  { name: "imports", role: "admin", path: "/imports" },
  { name: "shop", role: "admin", path: "/settings/shop" },
  { name: "shop-preview", role: "admin", path: "/settings/shop?preview=1&name=Casa+Nova&currency=EUR&locale=de-DE&timeZone=America%2FNew_York&hemisphere=north&status=delivered&status=canceled" },
  { name: "users", role: "admin", path: "/settings/users" },
  { name: "account", role: "marketer", path: "/account" },
];

export function productUrl(): string {
  const url = process.env.CLIENTELE_TEST_URL;
  if (!url) throw new Error("CLIENTELE_TEST_URL is set by the global set-up");
  return url;
}

export type Mode = { name: "light" | "dark" | "phone"; width: number; height: number; colorScheme: "light" | "dark" };

const desk = { width: 1440, height: 1000 };

export const modes = {
  light: { name: "light", ...desk, colorScheme: "light" },
  dark: { name: "dark", ...desk, colorScheme: "dark" },
  phone: { name: "phone", width: 390, height: 844, colorScheme: "light" },
} as const satisfies Record<string, Mode>;

/** A browser session of a role (null: a stranger) in a colour scheme and size. */
export function sessionOf(browser: Browser, role: Role | null, mode: Mode = modes.light): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: productUrl(),
    viewport: { width: mode.width, height: mode.height },
    colorScheme: mode.colorScheme,
    acceptDownloads: true,
    ...(role === null ? {} : { storageState: path.join(sessionFolder, `${role}.json`) }),
  });
}

/** Until React has taken the page over and has drawn what only it can draw, such as charts that measure their room. */
async function isDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll("main *, form *")].at(-1);
    return document.querySelector("[data-awaited-chart]") === null && last !== undefined && Object.keys(last).some((key) => key.startsWith("__react"));
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)))));
}

/** Until the content of a page, not its skeleton, is there and answers. */
export async function isShown(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.getByRole("status", { name: "Loading" }).waitFor({ state: "hidden" });
  await isDrawn(page);
}

/** Next fetches what a visitor may go to; the page that is open does not wait for it. */
const isAhead = (request: Request): boolean => request.headers()["next-router-prefetch"] !== undefined;

export type Requests = { /** until none of a kind is without an answer */ none: (kind: (request: Request) => boolean) => Promise<void> };

/** Notes what a page has asked for and not got yet. */
function watchRequests(page: Page): Requests {
  const open = new Set<Request>();
  page.on("request", (request) => open.add(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  const none = (kind: (request: Request) => boolean): Promise<void> =>
    expect.poll(() => [...open].filter(kind).map((request) => request.url()), { intervals: [20], message: "requests without an answer" }).toEqual([]);
  return { none };
}

/** Opens a screen and waits until it shows what it will show. */
export async function openScreen(page: Page, screen: Screen): Promise<Requests> {
  const requests = watchRequests(page);
  await page.goto(screen.path);
  if (screen.open) {
    await isShown(page);
    await screen.open(page);
  }
  await isShown(page);
  // what React asks for once it is there, and what comes of the answers
  await requests.none((request) => !isAhead(request));
  await isDrawn(page);
  return requests;
}
