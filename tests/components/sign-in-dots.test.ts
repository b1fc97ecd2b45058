import { expect, test } from "vitest";
import { clouds, signInDots } from "@/components/sign-in/sign-in-dots";
import { personaColours, roleColours } from "@/components/theme";

test.each([[0, "light"], [1, "dark"]] as const)("the drawing of theme %i is the file in public (vitest --update writes it)", async (theme, name) => {
  await expect(signInDots(theme)).toMatchFileSnapshot(`../../public/sign-in-${name}.svg`);
});

test("an image knows no variables of the page: every colour is written out, in its theme", () => {
  for (const theme of [0, 1] as const) {
    expect(signInDots(theme)).not.toContain("var(");
    expect(signInDots(theme)).toContain(personaColours.Cheap[2][theme]);
    expect(signInDots(theme)).toContain(roleColours.canvas[theme]);
  }
});

test("every cloud is drawn, its dots within the box, in a few kilobytes", () => {
  const drawing = signInDots(0);
  const dots = [...drawing.matchAll(/M([\d.]+) ([\d.]+)h0|cx="([\d.]+)" cy="([\d.]+)"/g)];
  expect(dots.length).toBeGreaterThan(800);
  expect(drawing.match(/^<(g|path) /gm)).toHaveLength(clouds.length);
  for (const [, x1, y1, x2, y2] of dots) {
    expect(Number(x1 ?? x2)).toBeLessThan(604);
    expect(Number(y1 ?? y2)).toBeLessThan(690);
  }
  expect(drawing.length).toBeLessThan(30_000);
});
