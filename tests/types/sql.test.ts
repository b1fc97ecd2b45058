import { describe, expect, test } from "vitest";
import { among, oneOf } from "@/lib/types/sql";

describe("one of some values", () => {
  test("each value is bound, none stands in the text", () => {
    expect(oneOf("state", ["SP", "'); drop"])).toEqual({ text: "state in (?, ?)", values: ["SP", "'); drop"] });
  });
  test("nothing is one of no values, and a filter that chooses none asks nothing", () => {
    expect(oneOf("segment", [])).toEqual({ text: "1 = 0", values: [] });
    expect(among("segment", [])).toEqual([]);
    expect(among("segment", [0, 2])).toEqual([oneOf("segment", [0, 2])]);
  });
});
