import { describe, expect, test } from "vitest";
import { among, oneOf, oneOfFew } from "@/lib/types/sql";

describe("one of some values", () => {
  test("each value is bound, none stands in the text", () => {
    expect(oneOf("state", ["SP", "'); drop"])).toEqual({ text: "state in (?, ?)", values: ["SP", "'); drop"] });
  });
  test("nothing is one of no values, and a filter that chooses none asks nothing", () => {
    expect(oneOf("segment", [])).toEqual({ text: "1 = 0", values: [] });
    expect(among("segment", [])).toEqual([]);
    expect(among("segment", [0, 2])).toEqual([oneOf("segment", [0, 2])]);
  });
  test("of few words, one text for any number of them; a word with the mark between words is nobody's", () => {
    expect(oneOfFew("state", ["SP", "RJ"])).toEqual({ text: "instr(?, ? || state || ?) > 0", values: ["\u001fSP\u001fRJ\u001f", "\u001f", "\u001f"] });
    expect(oneOfFew("state", ["SP\u001fRJ"])).toEqual(oneOf("state", []));
    expect(oneOfFew("state", [])).toEqual(oneOf("state", []));
  });
  test("of small numbers a bit each, once however often; others as a list", () => {
    expect(oneOfFew("segment", [0, 2, 2])).toEqual({ text: "((? >> segment) & 1) = 1", values: [5] });
    expect(oneOfFew("segment", [52]).values).toEqual([2 ** 52]);
    for (const beyond of [[53], [-1], [1.5]]) expect(oneOfFew("segment", beyond)).toEqual(oneOf("segment", beyond));
  });
});
