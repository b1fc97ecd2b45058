import { expect, test } from "vitest";
import { placeBandLabels } from "@/components/charts/band-labels";

const band = (key: string, top: number[], thickness: number[]) => ({ key, top, thickness });

test("a band still there at the end is labelled at its middle there", () => {
  expect(placeBandLabels([band("a", [0, 0, 0], [40, 40, 40])])).toEqual([{ key: "a", place: "end", month: 2, y: 20 }]);
});

test("a band that has ended is labelled inside, away from a lone spike", () => {
  const [label] = placeBandLabels([band("lost", [0, 0, 0, 0, 0, 0, 0, 0], [0, 30, 32, 30, 0, 60, 0, 0])]);
  expect(label).toMatchObject({ place: "inside", month: 2 });
});

test("labels at the end keep 15 px between them", () => {
  const labels = placeBandLabels([band("a", [100], [8]), band("b", [92], [8]), band("c", [84], [8])]);
  expect(labels.map((l) => l.y)).toEqual([88, 103, 118]);
});

test("a band thin everywhere has no label", () => {
  expect(placeBandLabels([band("thin", [0, 0], [2, 2])])).toEqual([]);
});
