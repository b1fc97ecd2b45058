import { expect, test } from "vitest";
import { type BandShape, insideHeight, type LabelRoom, placeBandLabels } from "@/components/charts/band-labels";

const band = (key: string, top: number[], thickness: number[]): BandShape => ({ key, top, thickness });

/** A month every 20 px, labels of 60 px. */
const room = (months: number, width = 60): LabelRoom => ({ x: Array.from({ length: months }, (_, i) => 20 * i), innerWidth: 20 * (months - 1), widthOf: () => width });

test("a band still there at the end is labelled at its middle there", () => {
  expect(placeBandLabels([band("a", [0, 0, 0], [40, 40, 40])], room(3))).toEqual([{ key: "a", place: "end", x: 40, y: 20 }]);
});

test("a band that has ended is labelled inside, away from a lone spike", () => {
  const [label] = placeBandLabels([band("lost", [0, 0, 0, 0, 0, 0, 0, 0], [0, 30, 32, 30, 0, 60, 0, 0])], room(8));
  expect(label).toEqual({ key: "lost", place: "inside", x: 40, y: 16 });
});

test("labels at the end keep 15 px between them", () => {
  const labels = placeBandLabels([band("a", [100], [8]), band("b", [92], [8]), band("c", [84], [8])], room(1));
  expect(labels.map((l) => l.y)).toEqual([88, 103, 118]);
});

test("a band thin everywhere has no label", () => {
  expect(placeBandLabels([band("thin", [0, 0], [2, 2])], room(2))).toEqual([]);
});

const flat = (value: number, months: number, ending = 0): number[] => Array.from({ length: months }, (_, i) => (i < months - 2 ? value : ending));

test("names inside do not stand on one another: the thicker band has its best place, the other the next that is free", () => {
  const thick = band("thick", flat(24, 14, 0), [...flat(0, 5), 30, 40, 50, 40, 30, 0, 0, 0, 0].slice(-14));
  const other = band("other", flat(0, 14, 0), [0, 0, 23, 23, 23, 23, 24, 25, 24, 23, 23, 23, 0, 0]);
  const labels = placeBandLabels([other, thick], room(14));
  expect(labels.map(({ key }) => key)).toEqual(["thick", "other"]);
  const [first, second] = labels;
  const isApart = Math.abs((first?.x ?? 0) - (second?.x ?? 0)) >= 60 || Math.abs((first?.y ?? 0) - (second?.y ?? 0)) >= insideHeight;
  expect(isApart).toBe(true);
  // where names are as wide as the picture there is no place left
  expect(placeBandLabels([other, { ...thick, top: flat(0, 14) }], room(14, 250)).map(({ key }) => key)).toEqual(["thick"]);
});

test("a name at the side of the picture stays within it", () => {
  const early = band("early", flat(0, 8), [30, 30, 30, 24, 0, 0, 0, 0]);
  expect(placeBandLabels([early], room(8, 100))).toEqual([{ key: "early", place: "inside", x: 50, y: 15 }]);
});
