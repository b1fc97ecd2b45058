import { expect, test } from "vitest";
import { methodTerms } from "@/lib/format/method-terms";
import { stabilityLimits } from "@/lib/measure/stability-findings";

test("the words of stability begin where the screens' explanation says", () => {
  for (const limit of [stabilityLimits.highlyStable, stabilityLimits.valid, stabilityLimits.doubtful]) expect(methodTerms.stability.text.toLowerCase()).toContain(`from ${limit.toFixed(2)}`);
});

test("every term is explained in whole sentences", () => {
  for (const { name, text } of Object.values(methodTerms)) {
    expect(text, name).toMatch(/^[A-Z].+[.]$/);
    expect(text.length, name).toBeLessThan(240);
  }
});
