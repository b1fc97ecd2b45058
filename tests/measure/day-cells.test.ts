import { expect, test } from "vitest";
import { kpiSumsSql } from "@/lib/measure/kpi-sql";
import { dayKindOf } from "@/lib/measure/sale-cells";
import { everyOrder } from "@/lib/types/overview";

test("a filter on nothing or one kind is read off the sums by day, one on several is not", () => {
  expect(dayKindOf(everyOrder)).toBe("all");
  expect(dayKindOf({ ...everyOrder, states: ["SP", "RJ"] })).toBe("state");
  expect(dayKindOf({ ...everyOrder, categories: ["toys"] })).toBe("category");
  expect(dayKindOf({ ...everyOrder, segments: [0] })).toBe("segment");
  expect(dayKindOf({ ...everyOrder, states: ["SP"], segments: [0] })).toBeNull();
  expect(dayKindOf({ states: ["SP"], categories: ["toys"], segments: [0] })).toBeNull();
});

test("the windows of the overview are one scan of the sums by day, whatever days they begin and end on", () => {
  const spans = [{ from: 17_516, to: 17_605 }, { from: 17_426, to: 17_515 }, { from: 17_151, to: 17_240 }];
  const branches = (filter: typeof everyOrder): number => kpiSumsSql(spans, { saleStatuses: ["delivered"], today: 17_605, filter }).text.split("union all").length;
  expect(branches(everyOrder)).toBe(branches({ ...everyOrder, states: ["SP"] }));
  expect(branches({ ...everyOrder, states: ["SP"], categories: ["toys"] })).toBeGreaterThan(branches({ ...everyOrder, states: ["SP"] }) + 2);
});
