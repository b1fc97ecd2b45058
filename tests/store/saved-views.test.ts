import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor, Role } from "@/lib/types/roles";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore, store } = await import("@/lib/store/client");
const { checkAuditChain } = await import("@/lib/store/audit");
const { setDefaultView } = await import("@/lib/store/saved-views");
const { keepView, readSavedViews, removeView } = await import("@/lib/workflows/saved-views");

const actor = (id: string, role: Role): Actor => ({ id, email: `${id}@example.com`, name: `${id} of the shop`, role });
const [ada, bob, root] = [actor("ada", "marketer"), actor("bob", "manager"), actor("root", "admin")];
const own = { id: null, isShared: false, isDefault: false };
const view = { query: "spend=300..", segments: [], segmentationId: null };
const names = async ({ id }: Actor) => (await readSavedViews(id)).map(({ name }) => name);

beforeAll(async () => {
  migrateStore();
  for (const { id, email, name, role } of [ada, bob, root]) await store().user.create({ data: { id, email, name, role, passwordHash: "" } });
});
afterAll(async () => {
  await closeStore();
  data.remove();
});

test("one's own view is seen by nobody else until it is shared, then with the name of who made it", async () => {
  const id = await keepView({ ...own, name: "High payers", view }, ada);
  expect([await names(ada), await names(bob), await names(root)]).toEqual([["High payers"], [], []]);
  await expect(keepView({ ...own, id, name: "Mine", view }, bob)).rejects.toMatchObject({ code: "notFound" });
  await expect(removeView(id, true, root)).rejects.toMatchObject({ code: "notFound" });
  await expect(setDefaultView("bob", id)).rejects.toMatchObject({ code: "notFound" });
  await keepView({ ...own, id, name: "High payers", isShared: true }, ada);
  expect((await readSavedViews("bob"))[0]).toMatchObject({ query: "spend=300..", isOwn: false, ownerName: "ada of the shop", isDefault: false });
});

test("a shared view is changed by who made it alone; an admin may delete it, and it can be brought back", async () => {
  const id = await keepView({ ...own, name: "Late and unhappy", isShared: true, view }, ada);
  await expect(keepView({ ...own, id, name: "Bob's", view }, bob)).rejects.toMatchObject({ code: "forbidden" });
  await expect(keepView({ ...own, id, name: "Root's", view }, root)).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeView(id, true, bob)).rejects.toMatchObject({ code: "forbidden" });
  expect(await store().auditEntry.count({ where: { outcome: "denied", object: String(id) } })).toBe(3);
  await removeView(id, true, root);
  expect(await names(bob)).not.toContain("Late and unhappy");
  await expect(removeView(id, true, root)).rejects.toMatchObject({ code: "notFound" });
  await removeView(id, false, ada);
  expect(await names(bob)).toContain("Late and unhappy");
});

test("a change keeps what it does not name; a name is taken once among the views one sees", async () => {
  const id = await keepView({ ...own, name: "Quiet", view }, bob);
  await keepView({ ...own, id, name: "Silent" }, bob);
  expect((await readSavedViews("bob")).find((one) => one.id === id)).toMatchObject({ name: "Silent", query: "spend=300.." });
  await keepView({ ...own, id, name: "Silent", view: { ...view, query: "days=200.." } }, bob);
  expect((await readSavedViews("bob")).find((one) => one.id === id)?.query).toBe("days=200..");
  await expect(keepView({ ...own, name: "HIGH payers", view }, bob)).rejects.toMatchObject({ code: "conflict" });
  // ada does not see bob's own views, so their names are free to her
  expect(await keepView({ ...own, name: "Silent", view }, ada)).not.toBe(id);
});

test("each opens the page with their own choice; a view that goes takes the choice with it", async () => {
  const id = await keepView({ ...own, name: "Monday", isShared: true, isDefault: true, view }, ada);
  await setDefaultView("bob", id);
  const opens = async (who: Actor) => (await readSavedViews(who.id)).find(({ isDefault }) => isDefault)?.name;
  expect([await opens(ada), await opens(bob), await opens(root)]).toEqual(["Monday", "Monday", undefined]);
  await keepView({ ...own, id, name: "Monday", isShared: true }, ada);
  expect([await opens(ada), await opens(bob)]).toEqual([undefined, "Monday"]);
  await keepView({ ...own, id, name: "Monday" }, ada);
  expect(await opens(bob)).toBeUndefined();
  await setDefaultView("bob", null);
});

test("a view remembers its groups by their identity; the log tells no filter and its chain holds", async () => {
  const run = await store().segmentation.create({ data: { status: "complete", method: "kmeans", run: JSON.stringify({ choices: [] }), snapshotHash: "h", asOf: 1, k: 1, createdBy: "ada" } });
  await store().segment.create({ data: { segmentationId: run.id, index: 4, name: "Best", customers: 1, revenueCents: 1n, profile: JSON.stringify({ index: 4, name: "Best" }), persona: "1.4" } });
  const id = await keepView({ ...own, name: "The best", view: { query: "q=secret&segment=4,9", segments: [4, 9], segmentationId: run.id } }, root);
  expect((await readSavedViews("root")).find((one) => one.id === id)?.segments).toEqual([{ index: 4, name: "Best", persona: "1.4" }]);
  const told = await store().auditEntry.findMany({ where: { object: String(id) } });
  expect(told.map(({ action, detail }) => [action, detail])).toEqual([["saveView", '{"shared":false}']]);
  expect((await checkAuditChain()).brokenAt).toBeNull();
});

test("nobody keeps more than fifty views", async () => {
  const mine = (await readSavedViews("root")).filter(({ isOwn }) => isOwn).length;
  const rows = Array.from({ length: 50 - mine }, (_, i) => ({ name: `view ${i}`, query: "", segments: "[]", createdBy: "root" }));
  await store().savedView.createMany({ data: rows });
  await expect(keepView({ ...own, name: "One more", view }, root)).rejects.toMatchObject({ code: "invalidInput" });
});
