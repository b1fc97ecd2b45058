import { expect, test } from "vitest";
import { isWithin, withQuery } from "@/components/ui/address";

test("an inner page belongs to its page, another of a like name does not", () => {
  expect(isWithin("/models", "/models")).toBe(true);
  expect(isWithin("/models/3", "/models")).toBe(true);
  expect(isWithin("/models-of-others", "/models")).toBe(false);
});

test("an address that asks nothing has no question mark", () => {
  expect(withQuery("/explore", new URLSearchParams())).toBe("/explore");
  expect(withQuery("/explore", new URLSearchParams({ state: "SP" }))).toBe("/explore?state=SP");
});
