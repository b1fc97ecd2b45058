import { afterAll, expect, test, vi } from "vitest";
import { type CustomerFilter, noFilter } from "@/lib/types/customer-filter";
import { importStore } from "../support/import-store";
import { smallShop } from "../support/small-shop";

const shop = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { readCustomers } = await import("@/lib/workflows/read-customers");
const { readCustomer } = await import("@/lib/workflows/read-customer");

const read = (part: Partial<CustomerFilter> = {}, signal?: AbortSignal) =>
  readCustomers({ filterOf: () => ({ ...noFilter, ...part }), sort: "revenueCents", direction: "desc", cursor: null, segmentationId: null, ...(signal === undefined ? {} : { signal }) });

afterAll(async () => {
  analytics().close();
  await shop.close();
});

test("without an import there is nothing to list, and that is said", async () => {
  await expect(read()).rejects.toMatchObject({ code: "noSnapshot" });
});

test("customers with a sale are listed with the sums of the filtered set", async () => {
  await shop.importTables(smallShop);
  const page = await read();
  expect(page.rows.length).toBe(page.everybody);
  expect(page.totals.customers).toBe(page.everybody);
  expect(page.totals.revenueCents).toBe(page.rows.reduce((sum, row) => sum + row.revenueCents, 0));
  expect(page.rows.map((row) => row.revenueCents)).toEqual(page.rows.map((row) => row.revenueCents).sort((a, b) => b - a));
  expect([page.first, page.previous, page.next, page.segmentation]).toEqual([1, null, null, null]);
});

test("a filter narrows rows and sums alike and leaves the number of all as it is", async () => {
  const all = await read();
  const [dearest] = all.rows;
  const page = await read({ search: dearest?.externalId ?? "" });
  expect(page.rows).toEqual([dearest]);
  expect([page.totals.customers, page.everybody]).toEqual([1, all.everybody]);
  expect((await read({ search: "nobody at all" })).first).toBe(0);
});

test("a page looked at again is not asked of the engine again; another filter is", async () => {
  const [dearest] = (await read()).rows;
  const query = vi.spyOn(analytics(), "query");
  await read();
  expect(query).toHaveBeenCalledTimes(0);
  await read({ spendCents: { min: dearest?.revenueCents ?? 0, max: null } });
  expect(query.mock.calls.length).toBeGreaterThan(0);
  query.mockRestore();
});

test("who gives up interrupts the queries nobody else waits for, and asked anew they are answered", async () => {
  const unseen = { spendCents: { min: 12, max: null } };
  const query = vi.spyOn(analytics(), "query").mockImplementation((_, options) =>
    new Promise((_resolve, reject) => options?.signal?.addEventListener("abort", () => reject(new Error("interrupted")))));
  const giveUp = new AbortController();
  const left = read(unseen, giveUp.signal).catch((error: Error) => error.name);
  await vi.waitFor(() => expect(query).toHaveBeenCalledTimes(1));
  giveUp.abort();
  expect(await left).toBe("AbortError");
  expect(query.mock.calls.map(([, options]) => options?.signal?.aborted)).toEqual([true]);
  query.mockRestore();
  expect((await read(unseen)).rows.length).toBeGreaterThan(0);
});

test("one customer is read with their orders and where they stand; an unknown one is not found", async () => {
  const [dearest] = (await read()).rows;
  const { details, customers } = await readCustomer(dearest?.externalId ?? "", null);
  expect(details.sales?.revenueCents).toBe(dearest?.revenueCents);
  expect(details.orders.filter((order) => order.isSale).length).toBe(dearest?.orderCount);
  expect(details.standings.map((standing) => standing.measure)).toEqual(["recencyDays", "orderCount", "revenueCents"]);
  expect([customers, details.membership]).toEqual([(await read()).everybody, null]);
  await expect(readCustomer("nobody", null)).rejects.toMatchObject({ code: "notFound" });
});
