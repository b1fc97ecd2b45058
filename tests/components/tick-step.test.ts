import { expect, test } from "vitest";
import { tickStep } from "@/components/charts/tick-step";

const quarters = ["Oct 2016", "Jan 2017", "Apr 2017", "Jul 2017", "Oct 2017", "Jan 2018", "Apr 2018", "Jul 2018"];

test("an axis names every label where all fit and skips evenly where they would touch", () => {
  expect(tickStep(quarters, 1100)).toBe(1);
  // eight labels of 62 px on the 300 px of a phone
  expect(tickStep(quarters, 300)).toBe(2);
  expect(tickStep(["1", "2", "3"], 60)).toBe(1);
});

test("before a chart is measured, or without labels, nothing is skipped", () => {
  expect(tickStep(quarters, 0)).toBe(1);
  expect(tickStep([], 300)).toBe(1);
});
