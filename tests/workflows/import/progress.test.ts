import { expect, test } from "vitest";
import { importStages, StageReporter } from "@/lib/workflows/import/progress";
import type { Progress } from "@/lib/types/job";

function told(dryRun: boolean, work: (report: StageReporter) => void): Progress[] {
  const all: Progress[] = [];
  work(new StageReporter({ dryRun, onProgress: (progress) => all.push(progress) }));
  return all;
}

test("a dry run has no stage that stores or publishes, and ends full", () => {
  const all = told(true, (report) => {
    report.stage("Recognise");
    report.stage("Read and check");
    report.done();
  });
  expect(new Set(all.map(({ steps }) => steps))).toEqual(new Set([2]));
  expect(all.map(({ stage }) => stage)).toEqual(["Recognise", "Read and check", "Read and check"]);
  expect(all.at(-1)?.fraction).toBeCloseTo(1, 12);
});

test("an import tells all its stages, and its fraction never falls", () => {
  const all = told(false, (report) => {
    report.stage("Recognise");
    report.stage("Read and check");
    report.stage("Store", 100);
    report.rows(60);
    report.rows(40);
    report.stage("Publish");
    report.done();
  });
  expect(all[0]?.steps).toBe(importStages.length);
  expect(all.map(({ fraction }) => fraction)).toEqual(all.map(({ fraction }) => fraction).toSorted((a, b) => a - b));
  expect(all.at(-1)?.fraction).toBeCloseTo(1, 12);
});

test("a stopped import says why at its next stage", () => {
  const stop = new AbortController();
  const report = new StageReporter({ signal: stop.signal });
  stop.abort(new Error("cancelled by a person"));
  expect(() => report.stage("Store")).toThrow("cancelled by a person");
  expect(() => report.done()).not.toThrow();
  const watched = new StageReporter({ onProgress: () => stop.signal.throwIfAborted() });
  expect(() => watched.stage("Publish")).toThrow("cancelled by a person");
  expect(() => watched.done()).not.toThrow();
});
