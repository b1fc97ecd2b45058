import { expect, test } from "vitest";
import { AppError, errorTable, sentenceOf } from "@/lib/errors";

test("a page that fails of an error of ours is told by its sentence, whatever it said of itself; any other is not", () => {
  expect(sentenceOf(new AppError("diskFull", "customers.csv of ada@example.com does not fit").digest)).toBe(errorTable.diskFull.sentence);
  for (const digest of ["1747892007", "toString", "", undefined]) expect(sentenceOf(digest)).toBeNull();
});
