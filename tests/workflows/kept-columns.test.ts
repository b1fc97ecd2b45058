import { beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { keptColumns } from "@/lib/workflows/kept-columns";

const most = env().memoryMb * 1_000_000 * 0.2;
let made: string[] = [];

/** Columns of a share of what may be kept. */
const ask = (key: string, share: number, isPassing = false): Promise<string> =>
  keptColumns(key, () => Promise.resolve(made.push(key)).then(() => key), () => share * most, isPassing);

beforeEach(() => {
  made = [];
  delete (globalThis as { clienteleKeptColumns?: unknown }).clienteleKeptColumns;
});

test("columns are made once, also for those who ask while they are made", async () => {
  expect(await Promise.all([ask("a", 0.1), ask("a", 0.1)])).toEqual(["a", "a"]);
  await ask("a", 0.1);
  expect(made).toEqual(["a"]);
});

test("beyond a fifth of the engine's memory the longest unused go; the last two stay, however large", async () => {
  for (const key of ["a", "b", "c"]) await ask(key, 0.3);
  await ask("a", 0.3);
  await ask("d", 0.3);
  expect(made).toEqual(["a", "b", "c", "d"]);
  await ask("a", 0.3);
  await ask("b", 0.3);
  expect(made).toEqual(["a", "b", "c", "d", "b"]);
  await ask("e", 2);
  await ask("f", 3);
  await ask("e", 2);
  await ask("b", 0.3);
  expect(made.slice(5)).toEqual(["e", "f", "b"]);
});

test("what is soon asked for no more goes first, the longest unused of it before the others", async () => {
  for (const key of ["a", "b"]) await ask(key, 0.3);
  for (const key of ["day 1", "day 2", "day 3"]) await ask(key, 0.3, true);
  expect(made).toEqual(["a", "b", "day 1", "day 2", "day 3"]);
  for (const key of ["a", "b"]) await ask(key, 0.3);
  for (const key of ["day 3", "day 2", "day 1"]) await ask(key, 0.3, true);
  expect(made.slice(5)).toEqual(["day 2", "day 1"]);
});

test("a failure is not kept", async () => {
  await expect(keptColumns("a", () => Promise.reject(new Error("no")), () => 1)).rejects.toThrow("no");
  expect(await ask("a", 0.1)).toBe("a");
});
