import { expect, test } from "@playwright/test";
import { roles } from "@/lib/types/roles";
import { productUrl, sessionOf } from "./screens";

test("a stranger is sent to sign in, whatever the page", async ({ browser }) => {
  const context = await sessionOf(browser, null);
  const page = await context.newPage();
  for (const path of ["/overview", "/segments", "/customers", "/models", "/imports", "/settings/users"]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }
  await context.close();
});

test("a wrong password is refused in words that tell nothing about the account", async ({ browser }) => {
  const context = await sessionOf(browser, null);
  const page = await context.newPage();
  const answers: string[] = [];
  for (const email of ["manager@casa-aurora.example", "nobody@casa-aurora.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    answers.push((await page.getByRole("alert").filter({ hasText: /\w/ }).first().textContent()) ?? "");
  }
  expect(answers[0]).toBeTruthy();
  expect(answers[0]).toBe(answers[1]);
  await context.close();
});

for (const role of roles) {
  test(`${role} finds the figures, and imports only as admin`, async ({ browser }) => {
    const context = await sessionOf(browser, role);
    const page = await context.newPage();
    await page.goto("/overview");
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await expect(page.getByRole("navigation").first().getByRole("link", { name: "Imports" })).toHaveCount(role === "admin" ? 1 : 0);
    const answer = await page.goto("/imports");
    expect(answer?.status()).toBe(role === "admin" ? 200 : 403);
    await context.close();
  });
}

test("compared personas come as a file to those who may take figures away", async ({ browser }) => {
  const context = await sessionOf(browser, "manager");
  const answer = await context.request.get(`${productUrl()}/api/segmentations/1/compared?with=1,0`);
  const lines = (await answer.text()).split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFF"feature","[^"]+, mean","[^"]+, percentile","[^"]+, mean","[^"]+, percentile","mean_all"$/);
  expect(lines.length).toBeGreaterThan(4);
  expect((await context.request.get(`${productUrl()}/api/segmentations/999/compared?with=0,1`)).status()).toBe(404);
  await context.close();
});

test("only campaign owner and admin see contact details and the download", async ({ browser }) => {
  for (const role of roles) {
    const context = await sessionOf(browser, role);
    const answer = await context.request.get(`${productUrl()}/customers/target-list?segment=0`);
    expect(answer.status(), role).toBe(role === "campaignOwner" || role === "admin" ? 200 : 403);
    await context.close();
  }
});
