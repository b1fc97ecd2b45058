import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore, store } = await import("@/lib/store/client");
const { readContacts, readRefusedAddresses } = await import("@/lib/store/target-lists");

async function addImport(status: string, contacts: readonly { key: number; email: string; emailConsent: string }[]): Promise<void> {
  const { id } = await store().import.create({ data: { status, format: "olist", startedAt: 0n, startedBy: "ada", owner: "" } });
  const rows = contacts.map(({ key, email, emailConsent }) => ({ importId: id, customerKey: key, email, emailConsent, smsConsent: "unknown" }));
  await store().contactRow.createMany({ data: rows });
}

beforeAll(async () => {
  migrateStore();
  await addImport("complete", [
    { key: 1, email: "one@example.com", emailConsent: "yes" },
    { key: 2, email: "two@example.com", emailConsent: "no" },
    { key: 3, email: "three@example.com", emailConsent: "no" },
  ]);
  await addImport("complete", [
    { key: 1, email: "one@example.com", emailConsent: "no" },
    { key: 2, email: "two@example.com", emailConsent: "yes" },
  ]);
  for (const status of ["running", "failed", "undone"]) {
    await addImport(status, [{ key: 3, email: "three@example.com", emailConsent: "yes" }, { key: 4, email: "four@example.com", emailConsent: "yes" }]);
  }
});

afterAll(async () => {
  await closeStore();
  data.remove();
});

test("consent is that of the latest complete import; running, failed and undone ones say nothing", async () => {
  const contacts = await readContacts([1, 2, 3, 4]);
  expect([...contacts].map(([key, contact]) => [key, contact.emailConsent]).sort()).toEqual([[1, "no"], [2, "yes"], [3, "no"]]);
});

test("an address counts as refused by its latest word alone", async () => {
  expect((await readRefusedAddresses("email")).sort()).toEqual(["one@example.com", "three@example.com"]);
  expect(await readRefusedAddresses("sms")).toEqual([]);
});
