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
  expect(await remembered("shared", async () => "page", { shelf: "customers" })).toBe("page");
  for (let i = 0; i < 200; i++) await remembered(`page ${i}`, async () => i, { shelf: "customers" });
  expect(await remembered("shared", async () => "asked again")).toBe("sum");
});

/** Work that ends only when it is stopped or told to. */
function longWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (signal: AbortSignal) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")));
    return promise;
  };
  return { work, finish: () => resolve("done"), end: promise.then(String, (error: Error) => error.message) };
}

test("work is stopped when the last who asked has left, and asked anew it is begun again", async () => {
  const { work, end } = longWork();
  const [one, two] = [new AbortController(), new AbortController()];
  const waits = [one, two].map(({ signal }) => remembered("left", work, { signal }).catch((error: unknown) => String(error)));
  one.abort("gone");
  expect(await waits[0]).toBe("gone");
  two.abort("gone too");
  expect(await waits[1]).toBe("gone too");
  expect(await end).toBe("stopped");
  expect(await remembered("left", async () => "again")).toBe("again");
});

test("who leaves takes nothing from the others, with a way to leave or without", async () => {
  const { work, finish } = longWork();
  const [one, two] = [new AbortController(), new AbortController()];
  const left = remembered("shared work", work, { signal: one.signal });
  const stays = remembered("shared work", work, { signal: two.signal });
  one.abort("gone");
  await expect(left).rejects.toBe("gone");
  const bound = remembered("shared work", work);
  two.abort("gone");
  await expect(stays).rejects.toBe("gone");
  finish();
  expect(await bound).toBe("done");
  await expect(remembered("shared work", work, { signal: AbortSignal.abort("before") })).rejects.toBe("before");
});
