import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/seed-personas.json";
import { distinctNames, type Namesake } from "@/lib/personas/distinct-names";
import {
  frequencyByMean,
  levelByCuts,
  levelOfMedian,
  lifecycleByCuts,
  lifecycleOfMedian,
} from "@/lib/personas/levels";
import { personaName, personaNameByCuts, valueWordOf } from "@/lib/personas/naming";

describe("the study's eleven centroids", () => {
  test.each(golden.personas)(
    "$name is named so, and pays $paymentLevel",
    ({ name, paymentLevel, ...figures }) => {
      expect(personaNameByCuts(figures, golden.cuts)).toBe(name);
      expect(levelByCuts(figures.payment, golden.cuts.payment)).toBe(paymentLevel);
    },
  );

  test("are eleven, with eleven names", () => {
    expect(new Set(golden.personas.map(({ name }) => name)).size).toBe(11);
  });
});

describe("levels", () => {
  test("part at a quarter, a half and 85 % of all customers", () => {
    const population = Float64Array.from({ length: 100 }, (_, i) => i);
    const nameAt = (median: number) => levelOfMedian(population, median).name;
    expect([24, 25, 49, 50, 84, 85].map(nameAt)).toEqual([
      "very low",
      "low",
      "low",
      "high",
      "high",
      "very high",
    ]);
  });

  test("display adds a medium step that names nothing", () => {
    const population = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(levelOfMedian(population, 45)).toMatchObject({ name: "low", display: "medium" });
    expect(levelOfMedian(population, 55)).toMatchObject({ name: "high", display: "medium" });
    expect(levelOfMedian(population, 65)).toMatchObject({ name: "high", display: "high" });
  });

  test("there is none where a quarter and 85 % of customers are alike, or nobody has a value", () => {
    const none = { name: null, display: null, percentile: null };
    expect(levelOfMedian(Float64Array.from([1, 1, 1, 1, 1, 1, 1, 1, 1, 3]), 2)).toMatchObject(none);
    expect(levelOfMedian(new Float64Array(0), NaN)).toMatchObject(none);
    expect(levelOfMedian(Float64Array.from([1, 2, 3]), NaN)).toMatchObject(none);
  });

  test("frequency by the mean: low under 1.5 orders, very high from 3", () => {
    expect([1, 1.49, 1.5, 2.99, 3].map(frequencyByMean)).toEqual(["low", "low", "high", "high", "very high"]);
  });

  test("New is the most recent quarter, Lost the oldest, equal recency neither", () => {
    const recency = Float64Array.from({ length: 100 }, (_, i) => i);
    expect([10, 50, 90].map((median) => lifecycleOfMedian(recency, median))).toEqual(["New", null, "Lost"]);
    expect(lifecycleOfMedian(new Float64Array(9).fill(7), 7)).toBeNull();
    expect([129, 130, 384, 385].map((days) => lifecycleByCuts(days, golden.cuts.recencyDays))).toEqual([
      "New",
      null,
      null,
      "Lost",
    ]);
  });
});

describe("the grammar", () => {
  test("frequency decides first, payments second", () => {
    expect(valueWordOf({ frequency: "very high", payment: "very low", lifecycle: null })).toBe("Loyal");
    expect(valueWordOf({ frequency: "high", payment: "high", lifecycle: null })).toBe("Best");
    expect(valueWordOf({ frequency: "high", payment: "low", lifecycle: null })).toBe("Promising");
    expect(valueWordOf({ frequency: "low", payment: "very high", lifecycle: null })).toBe("Highest Paying");
    expect(valueWordOf({ frequency: "very low", payment: "high", lifecycle: null })).toBe("Impulse");
    expect(valueWordOf({ frequency: null, payment: "very low", lifecycle: null })).toBe("Cheap");
  });

  test("without any difference in payments no word is earned", () => {
    expect(personaName({ frequency: "low", payment: null, lifecycle: null })).toBe("All alike");
    expect(personaName({ frequency: "low", payment: null, lifecycle: "Lost" })).toBe("Lost customers");
  });
});

describe("namesakes", () => {
  const namesake = (name: string, revenueCents: number, recencyDays: number): Namesake => ({
    name,
    standardised: { revenueCents, recencyDays },
  });

  test("get the trait that separates them most; unique names stay", () => {
    const segments = [namesake("Cheap Lost", -1, 1), namesake("Best", 2, 0), namesake("Cheap Lost", -0.8, 2)];
    expect(distinctNames(segments)).toEqual(["Cheap Lost, more recent", "Best", "Cheap Lost, longer silent"]);
  });

  test("of three are split twice", () => {
    const segments = [namesake("Cheap", 0, 0), namesake("Cheap", 1, 0.1), namesake("Cheap", 5, 0.2)];
    expect(distinctNames(segments)).toEqual([
      "Cheap, lower spend, more recent",
      "Cheap, lower spend, longer silent",
      "Cheap, higher spend",
    ]);
  });

  test("alike in everything are told apart by size, the first being larger", () => {
    expect(distinctNames([namesake("Cheap", 0, 0), namesake("Cheap", 0, 0)])).toEqual([
      "Cheap, larger group",
      "Cheap, smaller group",
    ]);
  });

  test("all names differ, hold no digit and begin with the grammar's name", () => {
    const segment = fc.record({
      name: fc.constantFrom("Cheap", "Cheap Lost", "Best"),
      standardised: fc.record({
        revenueCents: fc.integer({ min: -2, max: 2 }),
        recencyDays: fc.integer({ min: -2, max: 2 }),
      }),
    });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 15 }), (segments) => {
        const names = distinctNames(segments);
        expect(new Set(names).size).toBe(segments.length);
        names.forEach((name, i) => {
          expect(name).not.toMatch(/\d/);
          expect(name.startsWith(segments[i]?.name ?? "?")).toBe(true);
        });
      }),
    );
  });
});
