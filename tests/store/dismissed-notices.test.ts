import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notice } from "@/lib/types/overview";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore, store } = await import("@/lib/store/client");
const { listDismissedNotices, setNoticeDismissed } = await import("@/lib/store/dismissed-notices");
const { noticePrint, readOwnNotices } = await import("@/lib/workflows/own-notices");

const late: Notice = { key: "late", tone: "warn", title: "Late deliveries rose to 12.0% in Aug 2018", text: "From 8.0% in Jul 2018, of orders delivered.", href: null };
const rejects: Notice = { key: "rejects", tone: "plain", title: "Import 1 rejected 3 of 90 rows", text: "All listed with line, column and reason.", href: null };
const openTo = async (user: string, notices: readonly Notice[]) => (await readOwnNotices(notices, user)).filter((one) => !one.isDismissed).map(({ key }) => key);

beforeAll(() => migrateStore());
afterAll(async () => {
  await closeStore();
  data.remove();
});

test("a notice that is put away is gone for that account alone, until it is brought back", async () => {
  await setNoticeDismissed("ada", noticePrint(late), true);
  await setNoticeDismissed("ada", noticePrint(late), true);
  expect([await openTo("ada", [late, rejects]), await openTo("bob", [late, rejects])]).toEqual([["rejects"], ["late", "rejects"]]);
  await setNoticeDismissed("bob", noticePrint(late), false);
  await setNoticeDismissed("ada", noticePrint(late), false);
  expect(await openTo("ada", [late, rejects])).toEqual(["late", "rejects"]);
});

test("it comes back when its figures change, also in the text alone, and is away again where they are as before", async () => {
  await setNoticeDismissed("ada", noticePrint(late), true);
  for (const changed of [{ ...late, title: "Late deliveries rose to 12.1% in Aug 2018" }, { ...late, text: "From 7.9% in Jul 2018, of orders delivered." }]) {
    expect(await openTo("ada", [changed])).toEqual(["late"]);
  }
  expect(await openTo("ada", [{ ...late, tone: "info", href: "/explore/service" }])).toEqual([]);
});

test("the two hundred newest are kept, of each account", async () => {
  const print = (i: number): string => noticePrint({ ...rejects, title: `Import ${i}` });
  await store().dismissedNotice.createMany({ data: Array.from({ length: 200 }, (_, i) => ({ userId: "eve", print: print(i), at: new Date(1000 + i) })) });
  await setNoticeDismissed("eve", print(200), true);
  const kept = await listDismissedNotices("eve");
  expect([kept.size, kept.has(print(0)), kept.has(print(1)), kept.has(print(200))]).toEqual([200, false, true, true]);
  expect(await openTo("ada", [late])).toEqual([]);
});
