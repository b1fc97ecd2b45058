import { expect, test } from "vitest";
import { remembered } from "@/lib/workflows/remembered";

test("an answer is computed once a key, also when asked twice at once", async () => {
  let calls = 0;
  const ask = () => remembered("once", async () => ++calls);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(1);
});

test("a failure is asked again", async () => {
  let calls = 0;
  const ask = () => remembered("fails", async () => {
    calls++;
    if (calls === 1) throw new Error("first time");
    return calls;
  });
  await expect(ask()).rejects.toThrow("first time");
  expect(await ask()).toBe(2);
});

test("the least recently used of more than 128 is forgotten", async () => {
  let calls = 0;
  await remembered("kept", async () => ++calls);
  for (let i = 0; i < 127; i++) await remembered(`other ${i}`, async () => i);
  await remembered("kept", async () => ++calls);
  await remembered("one more", async () => 0);
  expect(await remembered("kept", async () => ++calls)).toBe(1);
  expect(await remembered("other 0", async () => "computed again")).toBe("computed again");
});

test("shelves forget apart, and the same key on two shelves is two answers", async () => {
  expect(await remembered("shared", async () => "sum")).toBe("sum");
  expect(await remembered("shared", async () => "page", "customers")).toBe("page");
  for (let i = 0; i < 200; i++) await remembered(`page ${i}`, async () => i, "customers");
  expect(await remembered("shared", async () => "asked again")).toBe("sum");
});
