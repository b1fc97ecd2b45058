import fc from "fast-check";
import { expect, test } from "vitest";
import { countSegments, currentSegmentation, isAssignmentDue, modelAge } from "@/lib/personas/current-segmentation";
import { countNewcomers, memberChanges } from "@/lib/personas/member-changes";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import type { Segmentation } from "@/lib/types/segmentation";
import { inputOf, olistLike } from "../support/shops";

test("only newcomers, movers and those who are gone are remembered", () => {
  const changes = memberChanges(
    { customerKeys: [1, 2, 3, 5], segments: [0, 0, 1, 1] },
    { customerKeys: [1, 3, 4, 5], segments: [0, 0, 2, 1] },
  );
  expect([...changes.customerKeys]).toEqual([2, 3, 4]);
  expect([...changes.segments]).toEqual([NaN, 0, 2]);
  expect(changes).toMatchObject({ joined: 1, changed: 1, left: 1 });
});

const members = fc.dictionary(fc.integer({ min: 1, max: 30 }).map(String), fc.integer({ min: 0, max: 3 }), { maxKeys: 20 }).map((entries) => {
  const sorted = Object.entries(entries).map(([key, segment]) => [Number(key), segment] as const).sort((a, b) => a[0] - b[0]);
  return { customerKeys: sorted.map(([key]) => key), segments: sorted.map(([, segment]) => segment) };
});

test("the first assignment and what changed give the second", () => {
  fc.assert(fc.property(members, members, (before, after) => {
    const state = new Map(before.customerKeys.map((key, i) => [key, before.segments[i]]));
    const changes = memberChanges(before, after);
    changes.customerKeys.forEach((key, i) => (Number.isNaN(changes.segments[i]) ? state.delete(key) : state.set(key, changes.segments[i])));
    expect([...state].sort((a, b) => a[0] - b[0])).toEqual(after.customerKeys.map((key, i) => [key, after.segments[i]]));
    expect(changes.joined + changes.changed + changes.left).toBe(changes.customerKeys.length);
    expect(countNewcomers(before.customerKeys, after.customerKeys)).toBe(changes.joined);
  }));
});

test("segments of an assignment are counted with their revenue and borderline share; an empty one has none", () => {
  const counted = countSegments({ segments: Int32Array.of(0, 0, 2), margin: Float64Array.of(0.05, 0.5, 0.09) }, [100, NaN, 300], 3);
  expect(counted).toEqual([
    { index: 0, customers: 2, revenueCents: 100, borderlineShare: 0.5 },
    { index: 1, customers: 0, revenueCents: 0, borderlineShare: null },
    { index: 2, customers: 1, revenueCents: 300, borderlineShare: 1 },
  ]);
});

async function someRun(): Promise<Segmentation> {
  const { run } = await computeSegmentation(inputOf(olistLike(200, 1), { k: 3 }), mlKMeansEngine);
  return { ...run, id: 1, snapshotHash: "a", version: "", tookMs: 0, createdAt: new Date(0), createdBy: "", live: true, promotedAt: null };
}

test("a run shows its newest members: their day and sizes, the personas of the fit", async () => {
  const run = await someRun();
  expect(currentSegmentation(run)).toBe(run);
  expect(modelAge(run)).toBeNull();
  const assignment = {
    id: 1, segmentationId: 1, snapshotHash: "b", asOf: run.asOf + 30, customers: 400, newcomers: 100, joined: 100, changed: 5, left: 0,
    segments: run.segments.map(({ index }) => ({ index, customers: [200, 150, 50][index]!, revenueCents: 100, borderlineShare: 0.2 })), // k = 3
    createdAt: new Date(0), folder: "f",
  };
  const now = currentSegmentation({ ...run, assignment });
  expect(now).toMatchObject({ asOf: run.asOf + 30, snapshotHash: "b", customers: 400, fit: { asOf: run.asOf, snapshotHash: "a" } });
  expect(now.segments.map((s) => s.customerShare)).toEqual([0.5, 0.375, 0.125]);
  expect(now.segments.map((s) => s.revenueShare)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(now.segments.map((s) => s.name)).toEqual(run.segments.map((s) => s.name));
  expect(modelAge(now)).toEqual({ fittedAsOf: run.asOf, days: 30, newcomerShare: 0.25 });
  expect(modelAge(currentSegmentation({ ...run, assignment: { ...assignment, asOf: run.asOf - 10 } }))?.days).toBe(-10);
});

test("members are due when data or days moved on, not before", async () => {
  const run = await someRun();
  expect(isAssignmentDue(run, { hash: "a", lastDay: run.asOf })).toBe(false);
  expect(isAssignmentDue(run, { hash: "b", lastDay: run.asOf })).toBe(true);
  expect(isAssignmentDue(run, { hash: "a", lastDay: run.asOf + 1 })).toBe(true);
  expect(isAssignmentDue(run, { hash: "b", lastDay: null })).toBe(false);
});
