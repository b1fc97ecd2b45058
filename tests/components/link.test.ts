import { expect, test } from "vitest";
import { withDay } from "@/components/ui/link";

test("a past day goes along to pages that can show it, and nowhere else", () => {
  expect(withDay("/segments/3?segmentation=2", "2018-06-30")).toBe("/segments/3?segmentation=2&asOf=2018-06-30");
  expect(withDay("/overview", "2018-06-30")).toBe("/overview?asOf=2018-06-30");
  for (const href of ["/models", "/customersx", "https://example.com/overview", "#content"]) expect(withDay(href, "2018-06-30")).toBe(href);
});

test("a link's own day wins, and without a day nothing changes", () => {
  expect(withDay("/customers?asOf=2018-01-01", "2018-06-30")).toBe("/customers?asOf=2018-01-01");
  expect(withDay("/customers?q=a", null)).toBe("/customers?q=a");
});
