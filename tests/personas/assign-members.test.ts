import { expect, test } from "vitest";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { inputOf, matrixOf, olistLike } from "../support/shops";

const customers = olistLike(600, 3);

test("a model assigns the customers it was fitted on as the fit did", async () => {
  for (const [method, table] of [["kmeans", "seven"], ["minibatch", "seven"], ["tiers", "seven"], ["rfm", "seven"], ["rfm", "eleven"]] as const) {
    const input = inputOf(customers, { method, k: 5, rfm: rfmRequestOf(table) });
    const { run, memberships } = await computeSegmentation(input, mlKMeansEngine);
    const again = assignMembers(run, input.matrix);
    expect(again.segments).toEqual(memberships.segments);
    expect(again.margin).toEqual(memberships.margin);
    expect(again.recencyScores).toEqual(memberships.recencyScores);
  }
});

test("newcomers get the segment of the nearest centroid, and nobody else moves", async () => {
  const { run, memberships } = await computeSegmentation(inputOf(customers, { k: 5 }), mlKMeansEngine);
  const later = matrixOf([...customers, customers[0]!], assignedFeatures(run)); // the list is not empty
  const assigned = assignMembers(run, later);
  expect(assigned.segments.slice(0, customers.length)).toEqual(memberships.segments);
  expect(assigned.segments[customers.length]).toBe(memberships.segments[0]);
});

test("frozen cut points put a customer of a cell nobody was in into the segment of the nearest cell", async () => {
  const { run } = await computeSegmentation(inputOf(customers, { method: "rfm" }), mlKMeansEngine);
  const onlyNew = { ...run, segments: run.segments.filter(({ name }) => name === "New" || name === "Churned").map((s, index) => ({ index, name: s.name })) };
  const assigned = assignMembers(onlyNew, matrixOf([{ recencyDays: 0, orderCount: 9, averageOrderCents: 100 }, { recencyDays: 900, orderCount: 9, averageOrderCents: 100 }], assignedFeatures(run)));
  expect([...assigned.segments].map((s) => onlyNew.segments[s]?.name)).toEqual(["New", "Churned"]);
});

test("a run without centroids and cut points cannot assign", () => {
  const model = { method: "kmeans", transform: null, centroids: null, cuts: null, segments: [] } as const;
  expect(() => assignMembers(model, matrixOf(customers.slice(0, 2), ["recencyDays", "orderCount", "revenueCents"]))).toThrow(RangeError);
});
