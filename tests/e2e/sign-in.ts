import { expect, type Page } from "@playwright/test";
import type { FirstRunAccount } from "../support/product";

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The first sign-in with a printed password: the product insists on a new one. */
export async function signInFirstTime(page: Page, account: FirstRunAccount, password: string): Promise<void> {
  await signIn(page, account.email, account.password);
  await page.waitForURL("**/change-password");
  await page.getByLabel("Password so far").fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByRole("link", { name: "Go on" }).click();
  if (new URL(page.url()).pathname === "/sign-in" || (await page.getByLabel("E-mail").isVisible().catch(() => false))) {
    await signIn(page, account.email, password);
  }
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
