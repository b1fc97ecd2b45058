import { expect, test } from "vitest";
import { isDated, withDay } from "@/components/ui/past-day";

test("a past day goes along within the product, also through pages without a past, and nowhere else", () => {
  expect(withDay("/segments/3?segmentation=2", "2018-06-30")).toBe("/segments/3?segmentation=2&asOf=2018-06-30");
  expect(withDay("/imports", "2018-06-30")).toBe("/imports?asOf=2018-06-30");
  expect(withDay("/models/1#quality", "2018-06-30")).toBe("/models/1?asOf=2018-06-30#quality");
  for (const href of ["/api/explore/orders/days", "https://example.com/overview", "#content"]) expect(withDay(href, "2018-06-30")).toBe(href);
});

test("an address that names a day keeps it; the newest data need no word", () => {
  expect(withDay("/customers?asOf=2018-01-01", "2018-06-30")).toBe("/customers?asOf=2018-01-01");
  expect(withDay("/customers?q=a", null)).toBe("/customers?q=a");
});

test("a day is shown and said on pages that can look back, inner pages included", () => {
  for (const page of ["/overview", "/segments/compare", "/customers/target-list", "/maintenance", "/models/migration"]) expect(isDated(page)).toBe(true);
  for (const page of ["/models", "/models/1", "/imports", "/settings/users", "/customersx"]) expect(isDated(page)).toBe(false);
});
