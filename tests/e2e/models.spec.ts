import { readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { isShown, sessionOf } from "./screens";

/** Rows of a figure's table twin as text, the row's head first. */
async function twinOf(page: Page, finding: RegExp): Promise<string[][]> {
  const card = page.locator("figure").filter({ hasText: finding }).first();
  const table = card.getByRole("table").first();
  // a click before the page is alive does nothing
  await expect(async () => {
    if (!(await table.isVisible())) await card.getByRole("button", { name: "Table" }).click({ timeout: 2000 });
    await expect(table).toBeVisible({ timeout: 1000 });
  }).toPass();
  return rowsOf(table);
}

async function rowsOf(table: Locator): Promise<string[][]> {
  return table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? "").trim())));
}

const numberOf = (text: string | undefined): number => Number((text ?? "").replaceAll(",", ""));

async function csvOf(page: Page, address: string): Promise<Record<string, string>[]> {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  return parse(await answer.text(), { columns: true, bom: true });
}

/** The first run of a method on the first data. */
function firstRun(method: string): number {
  const db = new Database(path.join(process.env.CLIENTELE_TEST_DATA ?? "", "clientele.db"), { readonly: true });
  const run = db.prepare<[string], { id: number }>(`select id from "Segmentation" where method = ? and status = 'complete' order by id limit 1`).get(method);
  db.close();
  return run?.id ?? 0;
}

test("the comparison of methods: one with itself agrees to 1, and a cross table's rows are the segments", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/models/compare?a=rfm7&b=kmeans");
  const square = await twinOf(page, /agree most/);
  expect(square).toHaveLength(7);
  square.forEach((row, i) => row.slice(1).forEach((cell, j) => {
    expect(cell, `${row[0]} and method ${j}`).toBe(i === j ? "1.000" : square[j]?.[i + 1]);
    expect(Math.abs(Number(cell.replace("\u2212", "-")))).toBeLessThanOrEqual(1);
  }));

  const cross = await twinOf(page, /Where the segments of/);
  const rules = await csvOf(page, `/api/models/run/${firstRun("rfm")}/quality`);
  const sizes = Object.fromEntries(rules.map(({ persona, customers }) => [persona, Number(customers)]));
  expect(Object.fromEntries(cross.map((row) => [row[0], numberOf(row.at(-1))]))).toEqual(sizes);
  for (const row of cross) expect(row.slice(1, -1).reduce((sum, cell) => sum + numberOf(cell), 0)).toBe(numberOf(row.at(-1)));

  const downloading = page.waitForEvent("download");
  await page.locator("figure").filter({ hasText: /agree most/ }).getByRole("link", { name: "CSV" }).click();
  const file = await (await downloading).path();
  const [first]: Record<string, string>[] = parse(readFileSync(file, "utf8"), { columns: true, bom: true });
  expect(Number(first?.rfm7)).toBe(1);
  await context.close();
});

test("the run's figures can be taken away, an RFM run has silhouettes, and its persona an exact rule", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  const [kmeans, rfm] = [firstRun("kmeans"), firstRun("rfm")];
  await page.goto(`/models/${kmeans}`);
  const choices = await csvOf(page, `/api/models/run/${kmeans}/choice`);
  expect(choices.map(({ k }) => Number(k))).toEqual(Array.from({ length: 14 }, (_, i) => i + 2));
  await expect(page.locator(`a[href="/api/models/run/${kmeans}/choice"]`)).toHaveCount(2);
  for (const figure of ["quality", "influence", "projection"]) expect((await csvOf(page, `/api/models/run/${kmeans}/${figure}`)).length).toBeGreaterThan(2);

  await page.goto("/models/migration");
  const flows = await csvOf(page, (await page.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "");
  const matrix = await rowsOf(page.getByRole("table"));
  // people come from outside on the left; the right has groups only
  await expect(page.locator("main svg text").filter({ hasText: /^New customers/ })).toHaveCount(1);
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  expect(sum(flows.map(({ customers }) => Number(customers)))).toBe(sum(matrix.flatMap(([, ...cells]) => cells.map(numberOf))));
  for (const [from, ...cells] of matrix) expect(sum(flows.filter((flow) => flow.from === from?.toLowerCase() || flow.from === from).map(({ customers }) => Number(customers)))).toBe(sum(cells.map(numberOf)));

  await page.goto(`/models/${rfm}`);
  await expect(page.getByText(/Silhouette 0\.\d+ in the space of k-means, on a seeded sample of/).first()).toBeVisible();
  await page.goto(`/segments/0?segmentation=${rfm}`);
  await expect(page.getByRole("heading", { name: "The rule, exact" })).toBeVisible();
  await expect(page.getByText(/^Ordered once, last ordered/)).toBeVisible();
  await context.close();
});

test("the maintenance contract names its interval, shows how it decays and drifts, and prints without the rest", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const page = await context.newPage();
  await page.goto("/maintenance");
  const sheet = page.getByRole("article");
  await expect(sheet.getByRole("heading", { level: 2 })).toHaveText(/^(Refresh every (month|\d+ months)( at the latest)?|Do not refresh these \d+ groups on a schedule)\.$/);
  const title = (await sheet.getByRole("heading", { name: /Terms for RFM: refresh every/ }).textContent()) ?? "";
  const interval = /every (month|\d+ months)/.exec(title)?.[1] ?? "";
  await expect(sheet.getByRole("listitem").filter({ hasText: "Refit the cut points" })).toContainText(`every ${interval}`);

  await sheet.getByText("Show as table").click();
  const curve = await rowsOf(sheet.locator("details table"));
  expect(curve.slice(0, 3).map((row) => Number(row[0]))).toEqual([0, 2, 4]);
  // customers grow older: as it is, agreement falls below that of the same day
  expect(Number(curve.at(-1)?.[1])).toBeLessThan(Number(curve[0]?.[1]));
  const drift = await rowsOf(sheet.getByRole("table", { name: /Population stability index/ }));
  const mix = drift.find(([name]) => name === "Segment mix")?.slice(1, -1) ?? [];
  expect(mix.filter((psi) => /^\d\.\d\d$/.test(psi)).length).toBeGreaterThanOrEqual(4);
  expect((await csvOf(page, (await sheet.getByRole("link", { name: "CSV" }).first().getAttribute("href")) ?? "")).length).toBeGreaterThan(curve.length);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(sheet.getByRole("heading", { level: 2 })).toBeVisible();
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
  await context.close();
});

test("rules are dragged onto the grid; a gap or an overlap is refused with its reason; the saved table can be chosen", async ({ browser }) => {
  const context = await sessionOf(browser, "marketer");
  const page = await context.newPage();
  await page.goto("/models/rules?table=seven");
  const cell = (scores: string): Locator => page.locator(`[data-cell="${scores}"]`);
  const save = page.getByRole("button", { name: "Save as a new table" });
  await expect(async () => {
    await page.getByRole("radio", { name: "Give cells the name Churned" }).check({ timeout: 2000 });
    await expect(cell("11")).toHaveAttribute("aria-pressed", "true", { timeout: 1000 });
  }).toPass();

  const centre = async (scores: string) => {
    const box = (await cell(scores).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.move(...(await centre("12")));
  await page.mouse.down();
  await page.mouse.move(...(await centre("13")), { steps: 4 });
  await page.mouse.up();
  for (const scores of ["11", "12", "13"]) await expect(cell(scores)).toHaveText("Churned");
  await expect(save).toBeEnabled();

  await cell("12").focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText(/1 cell without a name: R1·2/)).toBeVisible();
  await expect(save).toBeDisabled();
  await page.keyboard.press("Space");
  await expect(save).toBeEnabled();
  const name = page.getByRole("textbox", { name: "Name 1", exact: true });
  await name.fill("Best");
  await expect(page.getByText(/written twice, so two rules would overlap: best/i)).toBeVisible();
  await expect(save).toBeDisabled();

  await name.fill("Gone");
  await page.getByLabel("Name of the table").fill("Dragged by hand");
  await save.click();
  await page.waitForURL(/table=own-\d+/);
  await page.goto("/models/new?method=rfm");
  await page.getByLabel("Rules", { exact: true }).first().click();
  await expect(page.getByRole("option", { name: "Dragged by hand, 4 by 4 cells" })).toBeVisible();
  await context.close();
});

test("on a phone the pictures of both comparisons fit, and rows keep their names on a line", async ({ browser }) => {
  const page = await (await sessionOf(browser, "manager", { name: "phone", width: 390, height: 844, colorScheme: "light" })).newPage();
  for (const path of ["/segments/compare?with=0,1,2", "/models/compare"]) {
    await page.goto(path);
    await isShown(page);
    const wide = await page.evaluate(() => [...document.querySelectorAll("figure svg")].filter((svg) => svg.getBoundingClientRect().right > document.documentElement.clientWidth).length);
    expect(wide, path).toBe(0);
  }
  await page.goto("/segments/compare?with=0,1,2");
  await isShown(page);
  await page.getByRole("button", { name: "Table", exact: true }).first().click();
  const name = page.getByRole("rowheader", { name: "Days since last order" }).first();
  expect((await name.boundingBox())?.height).toBeLessThan(36);
  await page.context().close();
});

test("the legend of the cards never stands alone in a row", async ({ browser }) => {
  const page = await (await sessionOf(browser, "marketer")).newPage();
  await page.goto("/segments");
  await isShown(page);
  const gallery = page.getByRole("region", { name: "Groups", exact: true });
  await expect(gallery.getByRole("complementary", { name: "How to read a card" })).toBeVisible();
  for (const width of [1440, 1100, 800]) {
    await page.setViewportSize({ width, height: 1000 });
    const { columns, own, whole } = await gallery.evaluate((grid) => {
      const tracks = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
      // as many cards as fill their rows
      const cards = [...grid.querySelectorAll("article")];
      cards.slice(Math.floor(cards.length / tracks) * tracks).forEach((card) => card.remove());
      return { columns: tracks, own: grid.querySelector("aside")?.getBoundingClientRect().width ?? 0, whole: grid.getBoundingClientRect().width };
    });
    expect(own, `${columns} columns`).toBeCloseTo(whole, 0);
  }
  await page.context().close();
});
