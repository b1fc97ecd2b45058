import { describe, expect, test } from "vitest";
import { among, keepable, keepableParts, oneOf, oneOfFew, sql, unordered } from "@/lib/types/sql";

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

test("a marked select is read in place without the order it is kept in, and those it reads keep theirs", () => {
  const inner = keepable(sql`select ${1} as a`, "facts", sql`a`);
  const [part] = keepableParts(sql`select * from (${keepable(sql`select a from (${inner}) as i where a > ${2}`, "newest", sql`a`)}) as w`).kept;
  if (part === undefined) throw new Error("no part");
  expect([part.of, part.text.endsWith("order by a"), part.values]).toEqual(["newest", true, [1, 2]]);
  const plain = unordered(part);
  expect([plain.text.endsWith("where a > ?"), plain.text.includes("order by a"), plain.values]).toEqual([true, true, [1, 2]]);
  expect(unordered(sql`select ${3}`)).toEqual({ text: "select ?", values: [3] });
});
