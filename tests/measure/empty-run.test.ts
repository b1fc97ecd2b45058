import { describe, expect, test } from "vitest";
import { emptyReason, emptyRunWords, isEmptyRun } from "@/lib/measure/empty-run";

const live = { run: null, asOf: 17_000, locale: "en", mayChangeShop: false };

describe("a run that nobody belongs to", () => {
  test("one customer in one group is enough for it not to be empty", () => {
    expect(isEmptyRun([{ customers: 0 }, { customers: 0 }])).toBe(true);
    expect(isEmptyRun([{ customers: 0 }, { customers: 1 }])).toBe(false);
  });
  test("without a sale there are no customers to group; with sales the run was made of others; a past day may lie before them", () => {
    expect([emptyReason(0, null), emptyReason(5, null), emptyReason(0, 17_000), emptyReason(5, 17_000)]).toEqual(["noSales", "otherData", "pastDay", "pastDay"]);
  });
  test("what to do is said, and only to those who can do it", () => {
    expect(emptyRunWords("otherData", live)).toEqual({
      title: "The live segmentation was made of other data",
      text: "None of today's customers has an order it looks at, so its personas are empty. Start a new one and promote it.",
    });
    expect(emptyRunWords("otherData", { ...live, run: 3 }).title).toBe("Run 3 was made of other data");
    expect(emptyRunWords("pastDay", live).title).toBe("Nobody had a persona on 18 Jul 2016");
    expect([true, false].map((mayChangeShop) => emptyRunWords("noSales", { ...live, mayChangeShop }).text)).toEqual([
      "Choose under Settings, Shop which statuses count.", "An admin chooses under Settings, Shop which statuses count.",
    ]);
  });
});
