import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import type { Role } from "@/lib/types/roles";
import { accessibilityFaults } from "./axe";
import { type Mode, modes, openScreen, type Screen, screens, sessionOf } from "./screens";
import { smallTargets } from "./targets";

/** A role's session for as long as the process lives: files the browser has kept are not fetched and compiled again. */
const test = base.extend<object, { sessions: (role: Role | null) => Promise<BrowserContext> }>({
  sessions: [
    async ({ browser }, use) => {
      const made = new Map<Role | null, BrowserContext>();
      await use(async (role) => {
        const context = made.get(role) ?? (await sessionOf(browser, role));
        made.set(role, context);
        return context;
      });
      for (const context of made.values()) await context.close();
    },
    { scope: "worker" },
  ],
});

/** Until the page wears a scheme and no colour is on its way to another. */
async function wear(page: Page, { colorScheme }: Mode): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
  await page.evaluate(() => Promise.all(document.getAnimations()
    .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished.catch(() => undefined))));
}

async function isFaultless(page: Page, screen: Screen, mode: Mode): Promise<void> {
  await wear(page, mode);
  expect(await accessibilityFaults(page), mode.name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, mode.name).toBeLessThanOrEqual(0);
  if (mode.name === "phone") expect(await smallTargets(page), `too small for a finger on ${screen.name}`).toEqual([]);
}

/** A screen opened in the first of its modes; the others, which differ in colours alone, are switched to. */
async function walk(page: Page, screen: Screen, [first, ...others]: readonly [Mode, ...Mode[]]): Promise<void> {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.setViewportSize(first);
  await page.emulateMedia({ colorScheme: first.colorScheme });
  const requests = await openScreen(page, screen);
  for (const mode of [first, ...others]) await isFaultless(page, screen, mode);
  await requests.none(() => true);
  expect(errors).toEqual([]);
  await page.close();
}

const walks: readonly { title: string; walked: readonly [Mode, ...Mode[]] }[] = [
  // both ways of coming to a scheme are met: opened in it, and switched to
  { title: "in dark, then in light", walked: [modes.dark, modes.light] },
  { title: "on a phone", walked: [modes.phone] },
];

for (const { title, walked } of walks) {
  for (const screen of screens) {
    test(`${screen.name} ${title}: no accessibility fault, no error, nothing cut off`, async ({ sessions }) => {
      await walk(await (await sessions(screen.role)).newPage(), screen, walked);
    });
  }
}
