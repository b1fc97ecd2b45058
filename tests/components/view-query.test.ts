import { expect, test } from "vitest";
import { loadCustomersParams } from "@/components/customers/search-params";
import { goneSegment, openView, viewQuery } from "@/components/customers/view-query";

const load = (query: string) => loadCustomersParams(new URLSearchParams(query));
const now = {
  states: ["SP", "RJ"],
  segments: [{ index: 0, name: "Cheap New", persona: "3.0" }, { index: 1, name: "Best", persona: "3.4" }],
};
const best = { index: 4, name: "Best", persona: "3.4" };
const loyal = { index: 2, name: "Loyal Lost", persona: "2.2" };

test("a view keeps filter, order and columns, not the day, the run or the place scrolled to", () => {
  const query = viewQuery(load("spend=300..&sort=city&dir=asc&cols=city,margin&row=300&view=7&asOf=2018-05-01&segmentation=3&after=x~1"));
  expect([...new URLSearchParams(query)]).toEqual([["spend", "300.."], ["sort", "city"], ["dir", "asc"], ["cols", "city,margin"]]);
  expect(viewQuery(load(query))).toBe(query);
});

test("a group is found again by its identity, whatever its number has become", () => {
  const { params, notes } = openView({ query: "segment=4&spend=300..", segments: [best] }, now);
  expect([params.segment, params.spend.min, notes]).toEqual([[1], 300, []]);
});

test("a group that is gone is told; where none is left nobody matches, so that a view never grows", () => {
  const some = openView({ query: "segment=2,4", segments: [loyal, best] }, now);
  expect([some.params.segment, some.notes]).toEqual([[1], ["“Loyal Lost” is not a persona of this segmentation: nobody matches it."]]);
  const none = openView({ query: "segment=2,9", segments: [loyal] }, now);
  expect(none.params.segment).toEqual([goneSegment]);
  expect(none.notes).toEqual(["“Loyal Lost”, Segment 9 are no personas of this segmentation: nobody matches them."]);
});

test("filters, values and columns the product has given up are told, the rest is applied", () => {
  const { params, notes } = openView({ query: "spend=cheap&churn=high&state=SP,XX&cols=city,shoeSize&orders=2..", segments: [] }, now);
  expect([params.orders.min, params.cols, params.state, params.spend.min]).toEqual([2, ["city"], ["SP", "XX"], null]);
  expect(notes).toEqual([
    "XX has no customers any more: nobody matches it.",
    "“spend=cheap”, “churn=high” are no longer filters and are not applied.",
    "“shoeSize” is no longer a column.",
  ]);
});
