import { expect, test } from "vitest";
import { carriedLook } from "@/components/shell/carried-look";
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

test("the navigation carries run, period and filters to the screens that know them, and no further", () => {
  const looked = new URLSearchParams("period=year&state=SP,RJ&segment=3&segmentation=12&asOf=2018-06-30&measure=customers");
  expect(carriedLook("/explore", "/overview", looked)).toBe("/explore?segmentation=12&period=year&state=SP%2CRJ&segment=3");
  expect(carriedLook("/overview", "/explore/places", looked)).toBe("/overview?segmentation=12&period=year&state=SP%2CRJ&segment=3");
  expect(carriedLook("/customers", "/segments/3", looked)).toBe("/customers?segmentation=12");
  expect(carriedLook("/customers", "/customers", new URLSearchParams("state=SP"))).toBe("/customers");
  for (const [href, pathname] of [["/models", "/overview"], ["/overview", "/models/12"], ["/imports", "/explore"]] as const) expect(carriedLook(href, pathname, looked)).toBe(href);
});
