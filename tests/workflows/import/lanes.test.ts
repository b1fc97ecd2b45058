import { expect, test } from "vitest";
import { inLanes } from "@/lib/workflows/import/lanes";

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("results come in the order of the items, however long each takes", async () => {
  const lengths = [5, 0, 3, 1, 0];
  const results = await inLanes(lengths, async (turns) => {
    for (let i = 0; i < turns; i++) await turn();
    return turns;
  });
  expect(results).toEqual(lengths);
});

test("no more than two are at work at once unless told", async () => {
  let active = 0;
  let most = 0;
  await inLanes([1, 2, 3, 4, 5, 6], async () => {
    most = Math.max(most, ++active);
    await turn();
    active--;
  });
  expect(most).toBe(2);
});

test("an error rises only when the other lane has ended, and nothing new begins after it", async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = inLanes([1, 2, 3, 4], async (item) => {
    begun.push(item);
    if (item === 1) throw new Error("broken");
    await turn();
    ended.push(item);
  });
  await expect(work).rejects.toThrow("broken");
  expect({ begun, ended }).toEqual({ begun: [1, 2], ended: [2] });
});

test("no items give no results", async () => {
  expect(await inLanes([], () => Promise.resolve(1))).toEqual([]);
});
