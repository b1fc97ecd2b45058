import { describe, expect, test } from "vitest";
import { eitherWay, inOwnWay } from "@/lib/types/either-way";
import { sql } from "@/lib/types/sql";

const relation = sql`select price from lines where price > ${5}`;
const asked = eitherWay(relation, {
  plain: { before: sql`select ${1} + count(price) as n from (`, after: sql`) as one where price < ${9}` },
  own: { before: "select quickly(price) as n from (", after: ") as one" },
});
const whole = sql`select n from (${asked}) as first where n = ${2} union all select n from (${asked}) as second where n = ${3}`;

describe("one question in two ways", () => {
  test("the text is the plain one with comments beside it, its values those of the plain one", () => {
    expect(asked.text.replace(/\/\*.*?\*\//g, "")).toBe("select ? + count(price) as n from (select price from lines where price > ?) as one where price < ?");
    expect(asked.values).toEqual([1, 5, 9]);
  });
  test("an engine with a way of its own reads that, with the values of what is common alone", () => {
    const own = "select quickly(price) as n from (select price from lines where price > ?) as one";
    expect(inOwnWay(asked)).toEqual({ text: own, values: [5] });
    expect(inOwnWay(whole)).toEqual({ text: `select n from (${own}) as first where n = ? union all select n from (${own}) as second where n = ?`, values: [5, 2, 5, 3] });
  });
  test("within a relation that itself is read in two ways both are found", () => {
    const outer = eitherWay(asked, { plain: { before: sql`select max(n) - ${7} from (`, after: sql`) as all_of_it` }, own: { before: "select most(n) from (", after: ") as all_of_it" } });
    expect(inOwnWay(outer)).toEqual({ text: `select most(n) from (${inOwnWay(asked).text}) as all_of_it`, values: [5] });
  });
  test("a query without one is left as it is", () => {
    expect(inOwnWay(relation)).toBe(relation);
  });
  test("what would end the comment, or stand for a value, is refused", () => {
    for (const before of ["select count(*) from (", "select ? from ("]) {
      expect(() => eitherWay(relation, { plain: { before: sql`(`, after: sql`)` }, own: { before, after: ")" } })).toThrow(RangeError);
    }
  });
});
