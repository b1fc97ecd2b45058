import { expect, test } from "vitest";
import { isBrazilianState, mapSize, placeOnMap, stateShapes } from "@/components/charts/brazil/brazil-paths";

const pointsOf = (path: string): string[] => path.match(/-?[\d.]+,-?[\d.]+/g) ?? [];
const pathOf = (code: string): string => stateShapes.find((shape) => shape.code === code)?.path ?? "";

test("all 27 states have an outline of their own on the picture", () => {
  expect(new Set(stateShapes.map(({ code }) => code)).size).toBe(27);
  for (const { code, path } of stateShapes) {
    expect(isBrazilianState(code)).toBe(true);
    const points = pointsOf(path).map((point) => point.split(",").map(Number));
    expect(points.length, code).toBeGreaterThan(5);
    for (const [x, y] of points) expect((x ?? -1) >= 0 && (x ?? -1) <= mapSize.width && (y ?? -1) >= 0 && (y ?? -1) <= mapSize.height, code).toBe(true);
  }
});

test("the outlines are as coarse as a picture shows them: a page carries them twice", () => {
  expect(stateShapes.reduce((length, { path }) => length + path.length, 0)).toBeLessThan(40_000);
});

test("neighbours share their border point by point, so that no gap shows between them", () => {
  for (const [one, other] of [["SP", "MG"], ["SP", "PR"], ["BA", "MG"], ["AM", "PA"], ["GO", "DF"]] as const) {
    const shared = new Set(pointsOf(pathOf(one)));
    expect(pointsOf(pathOf(other)).filter((point) => shared.has(point)).length, `${one} and ${other}`).toBeGreaterThan(4);
  }
});

/** Whether a point lies within an outline: how often a ray to the right crosses it. */
function isWithin(path: string, { x, y }: { x: number; y: number }): boolean {
  let crossings = 0;
  for (const ring of path.split("Z")) {
    const points = pointsOf(ring).map((point) => point.split(",").map(Number) as [number, number]);
    points.forEach(([x1, y1], i) => {
      const [x2, y2] = points[(i + 1) % points.length] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) crossings++;
    });
  }
  return crossings % 2 === 1;
}

test("cities lie within their states", () => {
  for (const [code, lat, lng] of [["SP", -23.55, -46.63], ["MG", -19.92, -43.94], ["DF", -15.79, -47.88], ["AM", -3.1, -60.02], ["RS", -30.03, -51.2], ["AC", -9.97, -67.81]] as const) {
    const place = placeOnMap(lat, lng);
    expect(place).not.toBeNull();
    if (place !== null) expect(stateShapes.filter(({ path }) => isWithin(path, place)).map((shape) => shape.code)).toEqual([code]);
  }
});
