/** A band's upper edge and thickness in pixels at each month, left to right. */
export type BandShape = { key: string; top: readonly number[]; thickness: readonly number[] };
/** `x` is the middle of a label inside; one at the end stands beside the picture. */
export type BandLabel = { key: string; place: "end" | "inside"; x: number; y: number };

/** Where there is room to write: the place of each month, how far the picture reaches, and how wide a label is. */
export type LabelRoom = { x: readonly number[]; innerWidth: number; widthOf: (key: string) => number };

const leastAtEnd = 4;
const leastInside = 22;
const lineHeight = 15;
/** Of a label inside; with a little air to the next. */
export const insideHeight = 18;
const air = 2;

/**
 * Where to write the names of stacked bands: at the right end where the band is still there, else inside where it is
 * thickest and no other name stands, thick bands first; a band that is thin everywhere, or has no free place, stays
 * unlabelled (the table and the legend of a month have it). End labels are moved apart to 15 px, from the top down.
 */
export function placeBandLabels(bands: readonly BandShape[], room: LabelRoom): BandLabel[] {
  const isThere = (band: BandShape): boolean => (band.thickness.at(-1) ?? 0) >= leastAtEnd;
  const ends = bands.filter(isThere).map((band): BandLabel => ({ key: band.key, place: "end", x: room.innerWidth, y: middle(band, band.thickness.length - 1) }));
  ends.sort((a, b) => a.y - b.y);
  const apart = ends.reduce<BandLabel[]>((placed, label) => {
    const above = placed.at(-1);
    return [...placed, { ...label, y: above === undefined ? label.y : Math.max(label.y, above.y + lineHeight) }];
  }, []);
  return [...apart, ...labelsInside(bands.filter((band) => !isThere(band)), room)];
}

const middle = (band: BandShape, month: number): number => (band.top[month] ?? 0) + (band.thickness[month] ?? 0) / 2;

function labelsInside(bands: readonly BandShape[], { x, innerWidth, widthOf }: LabelRoom): BandLabel[] {
  const found = bands.map((band) => ({ band, months: thickMonths(band.thickness) })).filter(({ months }) => months.length > 0);
  const thickness = ({ band, months }: (typeof found)[number]): number => clearance(band.thickness, months[0] ?? 0);
  found.sort((a, b) => thickness(b) - thickness(a));
  const placed: BandLabel[] = [];
  const isFree = (one: BandLabel): boolean => placed.every((other) =>
    Math.abs(one.y - other.y) >= insideHeight + air || Math.abs(one.x - other.x) >= (widthOf(one.key) + widthOf(other.key)) / 2 + air);
  for (const { band, months } of found) {
    const half = widthOf(band.key) / 2;
    const places = months.map((month): BandLabel => ({ key: band.key, place: "inside", x: Math.max(half, Math.min(x[month] ?? 0, innerWidth - half)), y: middle(band, month) }));
    placed.push(...places.filter(isFree).slice(0, 1));
  }
  return placed;
}

/** The thickness of a month's narrowest neighbourhood: a label does not sit on a spike. */
const clearance = (thickness: readonly number[], i: number): number => Math.min(thickness[i - 1] ?? Infinity, thickness[i] ?? 0, thickness[i + 1] ?? Infinity);

/** The months a name fits into, those with the thickest neighbourhood first; edges left out. */
function thickMonths(thickness: readonly number[]): number[] {
  const [from, to] = thickness.length > 4 ? [2, thickness.length - 2] : [0, thickness.length];
  const months = Array.from({ length: to - from }, (_, i) => from + i).filter((i) => (thickness[i] ?? 0) >= leastInside);
  return months.sort((a, b) => clearance(thickness, b) - clearance(thickness, a));
}
