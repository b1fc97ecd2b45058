import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "../support/chromium";
import { firstRunAccounts, type Product, startProduct } from "../support/product";
import { root, start } from "../support/programs";
import { signInFirstTime } from "./sign-in";

export const sessionFolder = path.resolve(import.meta.dirname, "../../.tmp/sessions");

/** A comparison of methods and a maintenance report, short ones, so that their screens are seen filled. */
async function fillModels(dataDir: string): Promise<void> {
  for (const args of [["maintenance", "--step", "2", "--starts", "2"], ["compare", "--k", "11"]]) {
    const { code, stderr } = await start(["dist/clientele.mjs", ...args], { CLIENTELE_DATA: dataDir, CLIENTELE_ROOT: root }).finished;
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
  }
}

/** Signs each role in as a person would on the first day: with the printed password, which must then be changed. */
async function signEverybodyIn(product: Product): Promise<void> {
  mkdirSync(sessionFolder, { recursive: true });
  const accounts = firstRunAccounts(product.dataDir);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  for (const account of accounts) {
    const context = await browser.newContext({ baseURL: product.url });
    const page = await context.newPage();
    const password = `${account.password}-changed`;
    await signInFirstTime(page, account, password);
    await context.storageState({ path: path.join(sessionFolder, `${account.role}.json`) });
    writeFileSync(path.join(sessionFolder, `${account.role}.account.json`), JSON.stringify({ ...account, password }));
    await context.close();
  }
  await browser.close();
}

/** Starts one product on the sample shop for all browser tests, fills its slower screens and signs everybody in. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  process.env.CLIENTELE_TEST_URL = product.url;
  process.env.CLIENTELE_TEST_DATA = product.dataDir;
  await Promise.all([fillModels(product.dataDir), signEverybodyIn(product)]);
  return product.stop;
}
