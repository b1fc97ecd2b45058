import { expect, test, type Page } from "@playwright/test";
import type { Role } from "@/lib/types/roles";
import { accessibilityFaults } from "./axe";
import { modes, openScreen, sessionOf } from "./screens";
import { smallTargets } from "./targets";

/** What lies over a page once it is asked for, the shell's parts and the screens' own. */
type Overlay = { name: string; role: Role; path: string; open: (page: Page) => Promise<void>; shows: (page: Page) => ReturnType<Page["locator"]> };

/** Lists, pickers and dialogs, however they are built. */
const over = "[role=dialog], [role=menu]";

const pressed = (name: string | RegExp) => (page: Page): Promise<void> => page.getByRole("button", { name }).first().click();

const overlays: readonly Overlay[] = [
  { name: "the past day", role: "manager", path: "/overview", open: pressed(/^As of/), shows: (page) => page.getByRole("button", { name: /^Newest data/ }) },
  { name: "the period", role: "manager", path: "/overview", open: pressed(/^Period/), shows: (page) => page.getByRole("button", { name: "Month before" }) },
  { name: "the segmentation", role: "manager", path: "/overview", open: pressed(/^Segmentation/), shows: (page) => page.getByRole("menuitem").first() },
  { name: "more screens", role: "admin", path: "/overview", open: pressed("More"), shows: (page) => page.getByRole("menuitem", { name: "Account" }) },
  { name: "the palette", role: "manager", path: "/overview", open: pressed(/^Search/), shows: (page) => page.getByRole("dialog").getByRole("button").nth(2) },
  { name: "a new view", role: "marketer", path: "/customers?state=SP", open: pressed("New view"), shows: (page) => page.getByRole("dialog").getByLabel("Name") },
  { name: "the kinds of filters", role: "marketer", path: "/customers", open: pressed("Filter"), shows: (page) => page.getByRole("button", { name: "Spend" }) },
  {
    name: "the values of a filter", role: "marketer", path: "/customers",
    open: async (page) => {
      await pressed("Filter")(page);
      await pressed("State")(page);
    },
    shows: (page) => page.getByRole("checkbox").first(),
  },
  { name: "a filter of Explore", role: "manager", path: "/explore", open: pressed(/^Category/), shows: (page) => page.getByRole("checkbox").first() },
];

for (const { name, role, path, open, shows } of overlays) {
  test(`${name} on a phone: every target is wide enough for a finger, nothing is cut off, no accessibility fault`, async ({ browser }) => {
    const context = await sessionOf(browser, role, modes.phone);
    const page = await context.newPage();
    await openScreen(page, { name, role, path });
    await open(page);
    await expect(shows(page)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    expect(await smallTargets(page, over)).toEqual([]);
    await context.close();
  });
}
