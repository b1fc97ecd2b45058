import fc from "fast-check";
import { expect, test } from "vitest";
import { isoDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";

test("a day written out is read back", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
    expect(dayOfIso(isoDay(day))).toBe(day);
  }), { seed: 5 });
});

test.each(["", "2018-2-3", "2018-02-30", "2018-13-01", "30/06/2018", "2018-06-30T00:00:00Z", "0000-00-00"])("%s is no day", (text) => {
  expect(dayOfIso(text)).toBeNull();
});
