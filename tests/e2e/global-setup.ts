import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "../support/chromium";
import { firstRunAccounts, startProduct } from "../support/product";
import { signInFirstTime } from "./sign-in";

export const sessionFolder = path.resolve(import.meta.dirname, "../../.tmp/sessions");

/**
 * Starts one product on the sample shop for all browser tests and signs each role in as a person
 * would on the first day: with the printed password, which must then be changed.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  process.env.CLIENTELE_TEST_URL = product.url;
  process.env.CLIENTELE_TEST_DATA = product.dataDir;
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
  return product.stop;
}
