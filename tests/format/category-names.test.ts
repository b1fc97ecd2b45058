import { expect, test } from "vitest";
import { categoryNames } from "@/lib/format/category-names";
import { categoryWords } from "@/lib/format/words";
import { categories } from "@/lib/sample/categories";

const keys = categories.map(({ name, english }) => english ?? name);

test("no two categories share a name, so a filter's words mean one of them", () => {
  expect(new Set(keys.map(categoryWords)).size).toBe(keys.length);
});

test("every written name belongs to a key that exports have", () => {
  expect(Object.keys(categoryNames).filter((key) => !keys.includes(key))).toEqual([]);
});
