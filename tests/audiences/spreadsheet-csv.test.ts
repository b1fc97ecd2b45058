import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { amountHead, csvLine, plainText, spreadsheetCsv, spreadsheetText } from "@/lib/audiences/spreadsheet-csv";

const attacks = [
  "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u0000=1", "＝1", "＋1", "－1", "＠A1", '"=1+1"', " =1+1", ";=1", ",=1",
  "'=1", '=HYPERLINK("http://evil.example","x")', "=cmd|'/c calc'!A1", "\u00a0=1", "+5511999990000",
];

test.each(attacks)("%j cannot be run by a spreadsheet", (attack) => {
  const [[cell]] = parse(csvLine([attack])) as [[string]];
  expect(cell.startsWith("'")).toBe(true);
  expect(csvLine([attack]).startsWith('"')).toBe(true);
});

test.each(["Ada", "São Paulo", "3 - 2 = 1", "ana@example.com", "O'Brien", ""])("%j stays as it is", (text) => {
  expect(spreadsheetText(text)).toBe(text);
});

test("numbers are plain, nothing is empty, text is quoted with doubled quotes", () => {
  expect(csvLine([-12.5, null, 'say "hi"', 0])).toBe('-12.5,,"say ""hi""",0\r\n');
  expect(() => csvLine([Number.NaN])).toThrow(RangeError);
});

test("a column of amounts says in its head which currency they are in", () => {
  expect(amountHead("revenue", "BRL")).toBe("revenue_brl");
});

test("the file begins with the mark that makes Excel read UTF-8", () => {
  const text = [...spreadsheetCsv(["name"], [["Zoë"]])].join("");
  expect(text).toBe('\uFEFF"name"\r\n"Zoë"\r\n');
});

const anyText = fc.oneof(fc.string({ unit: "grapheme" }), fc.tuple(fc.constantFrom(...attacks), fc.string()).map((parts) => parts.join("")));

test("no cell of any text begins a formula, and what was written can be read back", () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const read = parse([...spreadsheetCsv(["a", "b"], rows)].join(""), { bom: true, from_line: 2, relax_column_count: false }) as string[][];
      for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\n＝＋－＠]/);
      expect(read.map((row) => row.map(plainText))).toEqual(rows);
    }),
  );
});
