import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plantedGroups } from "@/lib/sample/planted";
import { defaultRequest } from "@/lib/types/segmentation";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { savePersonaNote, listPersonaNotes } = await import("@/lib/store/persona-notes");
const { getSegmentation } = await import("@/lib/store/segmentations");
const { segmentHere } = await import("@/scripts/cli/commands/segment");
const { writeSampleShop } = await import("@/scripts/commands/sample");

const run = (changes: Partial<typeof defaultRequest>) => segmentHere(
  { ...defaultRequest, k: plantedGroups.length, assess: "none", ...changes },
  { actor: "cli:test", signal: new AbortController().signal, onProgress: () => {} },
);

beforeAll(async () => {
  const out = path.join(data.folder, "planted");
  await writeSampleShop({ customers: 1500, seed: 8, profile: "planted", out });
  migrateStore();
  await importOrders({ paths: [out], actor: "cli:test" });
});

afterAll(async () => {
  await closeStore();
  data.remove();
});

test("a person's name and notes stay with the persona through refits, and a retired persona is explained", async () => {
  const first = await run({ seed: 1, promote: true });
  expect(first.lineage).toBeNull();
  expect(first.segments.map((s) => s.persona)).toEqual(first.segments.map((s) => `${first.id}.${s.index}`));
  const renamed = first.segments[2]!; // six groups
  await savePersonaNote({ segmentationId: first.id, index: 2, name: "Our friends", note: "call them" }, { actor: "cli:test", action: "renamePersona" });

  const again = await run({ seed: 77 });
  expect(again.lineage?.matches).toHaveLength(plantedGroups.length);
  expect(again.lineage?.comparedWith).toBe(first.id);
  const same = again.segments.find((s) => s.persona === renamed.persona);
  expect(same).toMatchObject({ name: "Our friends", ownName: renamed.name, customers: renamed.customers });
  expect((await listPersonaNotes(again.id)).map(({ index, note }) => [index, note])).toEqual([[same?.index, "call them"]]);

  const coarser = await run({ k: 4 });
  const { matches, born, retired } = coarser.lineage!; // a run is live
  expect(matches.length + born.length).toBe(4);
  expect(matches.length + retired.length).toBe(plantedGroups.length);
  for (const one of [...born, ...retired]) expect(one.reason).toMatch(/^(Born|Retired): \d+% of its customers .* share only \d+% of their members\.$/);
});

test("a named persona that a coarser run retired is back when the groups are, with its name and notes", async () => {
  const first = await run({ seed: 1, promote: true });
  const coarser = await run({ k: 3, promote: true });
  const lost = coarser.lineage?.retired[0];
  const from = first.segments.find(({ persona }) => persona === lost?.persona)!; // it is one of that run's
  await savePersonaNote({ segmentationId: first.id, index: from.index, name: "Gone fishing", note: "ask in spring" }, { actor: "cli:test", action: "renamePersona" });
  const again = await run({ seed: 99 });
  expect(again.lineage?.comparedWith).toBe(coarser.id);
  const back = again.lineage?.returned?.find(({ persona }) => persona === from.persona);
  expect(back).toMatchObject({ name: "Gone fishing", run: first.id });
  expect(again.segments.find(({ persona }) => persona === from.persona)).toMatchObject({ name: "Gone fishing", index: back?.index });
  expect((await listPersonaNotes(again.id)).find(({ index }) => index === back?.index)?.note).toBe("ask in spring");
  const { matches, born, returned = [] } = again.lineage!; // a run is live
  expect(matches.length + born.length + returned.length).toBe(plantedGroups.length);
});

test("a run of the other kind of k-means has the same personas; one of rules or tiers does not", async () => {
  const first = await run({ seed: 3, promote: true });
  const streamed = await run({ method: "minibatch" });
  expect(streamed.lineage).toMatchObject({ comparedWith: first.id, born: [], retired: [] });
  expect(streamed.segments.map(({ persona }) => persona).sort()).toEqual(first.segments.map(({ persona }) => persona).sort());
  expect((await run({ method: "tiers" })).lineage).toBeNull();
});

test("an RFM rule is the same persona again, also under a person's name", async () => {
  const first = await run({ method: "rfm" });
  await savePersonaNote({ segmentationId: first.id, index: 0, name: "Sleepers" }, { actor: "cli:test", action: "renamePersona" });
  const again = await run({ method: "rfm" });
  expect(again.segments.map((s) => s.persona)).toEqual(first.segments.map((s) => s.persona));
  expect((await getSegmentation(again.id)).segments[0]?.name).toBe("Sleepers");
});
