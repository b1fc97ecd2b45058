import { expect, test } from "vitest";
import { modelAgeWords } from "@/lib/format/model-words";

test("a model's age is told in days and new customers; members of the fit itself need no words", () => {
  expect(modelAgeWords({ fittedAsOf: 17743, days: 1, newcomerShare: null }, "en")).toBe("Model fitted 31 Jul 2018, 1 day before.");
  expect(modelAgeWords({ fittedAsOf: 17743, days: 1, newcomerShare: 0.032 }, "en")).toBe("Model fitted 31 Jul 2018, 1 day before; 3.2% of customers are new since.");
  // on a past day looked at by today's model
  expect(modelAgeWords({ fittedAsOf: 17743, days: -106, newcomerShare: null }, "en")).toBe("Model fitted 31 Jul 2018, 106 days later.");
  expect(modelAgeWords({ fittedAsOf: 17743, days: 0, newcomerShare: null }, "en")).toBe("Model fitted 31 Jul 2018, on that day.");
  expect(modelAgeWords(null, "en")).toBe("");
});
