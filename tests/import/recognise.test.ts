import { expect, test } from "vitest";
import { decideDialect, mapProblems, recogniseGeneric, type Sniffed } from "@/lib/import/generic";
import { headerProblem, normalHeader, recognise } from "@/lib/import/recognise";
import { contactSource, olistSources } from "@/lib/import/sources";

test("each Olist file is recognised by its columns in any order, BOM and capitals aside", () => {
  for (const { kind, fields } of [...olistSources, contactSource]) {
    const header = normalHeader(fields.map((f, i) => (i === 0 ? `\uFEFF${f.column.toUpperCase()}` : ` ${f.column} `)).toReversed());
    expect(recognise(header)?.source.kind).toBe(kind);
  }
});

test("one shared column is no evidence, and a key column cannot be missing", () => {
  expect(recognise(["customer_id", "colour"])).toBeNull();
  expect(recognise(["order_id", "payment_type", "payment_installments", "payment_value"])).toBeNull();
});

test("odd headers are told apart from good ones", () => {
  expect(headerProblem(["__proto__", "constructor", "a"])).toBeNull();
  expect(headerProblem(["a", "b", "a"])).toBe("line 1: the column a appears twice");
  expect(headerProblem(Array.from({ length: 1001 }, (_, i) => `c${i}`))).toContain("1001 columns");
});

const dialect = { decimal: ".", dateOrder: "ymd", rows: "order" } as const;
const sniffed: Sniffed = {
  year_first: 0, highest_first: null, highest_second: null, decimal_comma: 0, decimal_point: 0, unclear: 0, repeated_orders: 0, products: 0,
};

test("a mapping leads our columns to the file's, and says when it leads nowhere", () => {
  const header = ["nr", "client", "date", "total"];
  const map = { order_id: "Nr", customer_id: "Client", order_date: "Date", amount: "Total" };
  expect(recogniseGeneric(header, map, dialect, "BRL")?.positions.slice(0, 5)).toEqual([0, 1, 2, 3, null]);
  expect(recogniseGeneric(header, {}, dialect, "BRL")).toBeNull();
  expect(mapProblems({ ...map, amount: "Sum", colour: "x", dateOrder: "dmy" }, header)).toHaveLength(2);
});

test("what the values show is taken, what they leave open is asked", () => {
  expect(decideDialect({ ...sniffed, highest_first: 31, highest_second: 12 }, {})).toMatchObject({ dateOrder: "dmy", decimal: "." });
  expect(decideDialect({ ...sniffed, highest_first: 12, highest_second: 31 }, {})).toMatchObject({ dateOrder: "mdy" });
  expect(decideDialect({ ...sniffed, highest_first: 12, highest_second: 12 }, {})).toContain("dateOrder=dmy");
  expect(decideDialect({ ...sniffed, highest_first: 31, highest_second: 31 }, {})).toContain("dateOrder=dmy");
  expect(decideDialect({ ...sniffed, decimal_comma: 3 }, {})).toMatchObject({ decimal: ",", dateOrder: "ymd" });
  expect(decideDialect({ ...sniffed, decimal_comma: 3, decimal_point: 1 }, {})).toContain("decimal=");
  expect(decideDialect({ ...sniffed, unclear: 1 }, { decimal: "comma" })).toMatchObject({ decimal: "," });
  expect(decideDialect({ ...sniffed, repeated_orders: 2, products: 5 }, {})).toMatchObject({ rows: "line" });
});
