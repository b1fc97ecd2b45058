import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { openWeb } from "../support/web";
import { callRoute } from "../support/web-server";

const web = await openWeb({ NODE_OPTIONS: `--import=${path.resolve("tests/support/endless-queries.mjs")}` });
afterAll(() => web.close());

const [endless, told] = [`${web.folder}.endless`, `${web.folder}.queries`];
const queries = (word: string): number => (existsSync(told) ? readFileSync(told, "utf8").split("\n").filter((line) => line === word).length : 0);
afterEach(() => [endless, told].forEach((file) => rmSync(file, { force: true })));

test.each([
  ["/api/overview?state=SP", "SP", "RJ"],
  ["/api/overview/movers?state=SP", "SP", "MG"],
  ["/api/explore/orders/days?state=SP", "SP", "RS"],
  ["/api/customers?state=SP", "SP", "PR"],
  ["/api/palette?q=sao", "sao", "BA"],
])("a question given up is interrupted in the engine, holds up no other, and is answered when asked anew: %s", async (address, named, other) => {
  writeFileSync(endless, named);
  const giveUp = new AbortController();
  const asked = fetch(`${web.app.url}${address}`, { headers: { cookie: web.visitor("admin").cookie ?? "" }, signal: giveUp.signal }).then((answer) => answer.status, () => "left");
  await expect.poll(() => queries("begun"), { timeout: 30_000 }).toBe(1);

  expect((await callRoute(web.app.url, "GET", `/api/overview?state=${other}`, web.visitor("manager"))).status).toBe(200);
  expect(queries("interrupted") + queries("ended")).toBe(0);

  giveUp.abort();
  expect(await asked).toBe("left");
  await expect.poll(() => queries("interrupted"), { timeout: 30_000 }).toBe(1);
  expect((await callRoute(web.app.url, "GET", address, web.visitor("admin"))).status).toBe(200);
});
