import { expect, test } from "vitest";
import { assignedFeatures, assignMembers, createAssigner } from "@/lib/personas/assign-members";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { featureSlices, featureValues } from "@/lib/features/feature-matrix";
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

test("customers cut into parts are assigned as all at once, their segments alone too", async () => {
  for (const [method, table] of [["kmeans", "seven"], ["rfm", "eleven"]] as const) {
    const input = inputOf(customers, { method, k: 5, rfm: rfmRequestOf(table) });
    const { run } = await computeSegmentation(input, mlKMeansEngine);
    const whole = assignMembers(run, input.matrix);
    const columns = Object.fromEntries(assignedFeatures(run).map((feature) => [feature, featureValues(input.matrix, feature)]));
    const parts = [...featureSlices({ customerKeys: input.matrix.customerKeys, columns }, 77)];
    const assigner = createAssigner(run);
    const assigned = parts.map((part) => assigner.members(part));
    for (const name of ["customerKeys", "segments", "margin", "runnerUp", "recencyScores", "monetaryScores"] as const) {
      expect(assigned.flatMap((part) => [...(part[name] ?? [])])).toEqual([...(whole[name] ?? [])]);
    }
    expect(parts.flatMap((part) => [...assigner.segments(part)])).toEqual([...whole.segments]);
  }
  const byRules = createAssigner({ method: "rfm", transform: null, centroids: null, cuts: { recencyDays: [], orderCount: [], revenueCents: [] }, segments: [] });
  expect(() => byRules.segments({ customerKeys: Float64Array.of(1), columns: {} })).toThrow("no column");
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
