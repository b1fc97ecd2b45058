import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordScanner } from "@/lib/import/scan";

/** Scans text cut into pieces of a size, and collects the lines records begin on. */
function scan(text: string, piece = 1 << 20, delimiter = ",") {
  const lines: number[] = [];
  const scanner = new RecordScanner(delimiter.charCodeAt(0), (line) => lines.push(line));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) if (!scanner.feed(bytes.subarray(at, at + piece))) break;
  return { ...scanner.finish(), lines };
}

test("line breaks inside quotes end no record, and empty lines are none", () => {
  const found = scan('a,b\n"x\ny",2\n\n3,"4 ""q""\n"\n5,6');
  expect(found).toMatchObject({ records: 4, problem: null, lines: [1, 2, 5, 7] });
});

test("a quote in the middle of a cell opens nothing", () => {
  expect(scan('a,b\n5" pipe,2\n3,4\n')).toMatchObject({ records: 3, problem: null });
});

test("an open quote is named by the line it opens on", () => {
  expect(scan('a,b\n1,2\n3,"4\n5,6\n').problem).toBe("line 3: a quote opens and does not close");
});

test("NUL and the separators of our own blocks are refused with their line", () => {
  expect(scan("a\nb\n\0\n").problem).toBe("line 3: a NUL byte");
  expect(scan("a\nb\u001fc\n").problem).toBe("line 2: a control character (1F)");
});

test("line ends and padding are noticed", () => {
  expect(scan("a,b\r\n1,2\r\n3,4\n")).toMatchObject({ endings: { lf: 1, crlf: 2 }, hasCarriageReturns: true, isPadded: false, records: 3 });
  expect(scan("a,b\n1 ,2\n").isPadded).toBe(true);
});

test("padding is found wherever pieces are cut, and a space within a cell is none", () => {
  for (let piece = 1; piece < 12; piece++) {
    for (const padded of ["a,b\n1 ,2\n", "a,b\n1, 2\n", "a,b\n 1,2\n", "a,b\n1,2 \n", "a,b\n1,2 ", 'a,b\n1,"2 "\n']) expect(scan(padded, piece).isPadded, `${padded} by ${piece}`).toBe(true);
    expect(scan("a,b\n1 0,2 0\n3 0,4 0", piece).isPadded).toBe(false);
  }
});

const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r", " ", ";"), maxLength: 8 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("any table written with quotes has as many records as rows, in pieces of any size", () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (rows, piece) => {
      const text = rows.map((row) => row.map(quoted).join(",")).join("\n");
      const whole = scan(text);
      expect(whole).toMatchObject({ records: rows.length, problem: null });
      const pieces = scan(text, piece);
      expect([pieces.records, pieces.lines, pieces.problem]).toEqual([whole.records, whole.lines, null]);
    }),
    { numRuns: 200 },
  );
});
