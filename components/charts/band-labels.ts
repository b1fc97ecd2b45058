/** A band's upper edge and thickness in pixels at each month, left to right. */
export type BandShape = { key: string; top: readonly number[]; thickness: readonly number[] };
export type BandLabel = { key: string; place: "end" | "inside"; month: number; y: number };

const leastAtEnd = 4;
const leastInside = 22;
const lineHeight = 15;

/**
 * Where to write the names of stacked bands: at the right end where the band is still there, else
 * inside where it is thickest; a band that is thin everywhere stays unlabelled (the table has it).
 * End labels are moved apart to 15 px, from the top down.
 */
export function placeBandLabels(bands: readonly BandShape[]): BandLabel[] {
  const middle = (band: BandShape, month: number): number => (band.top[month] ?? 0) + (band.thickness[month] ?? 0) / 2;
  const ends: BandLabel[] = [];
  const inside: BandLabel[] = [];
  for (const band of bands) {
    const last = band.thickness.length - 1;
    if ((band.thickness[last] ?? 0) >= leastAtEnd) {
      ends.push({ key: band.key, place: "end", month: last, y: middle(band, last) });
      continue;
    }
    const month = thickestMonth(band.thickness);
    if ((band.thickness[month] ?? 0) >= leastInside) inside.push({ key: band.key, place: "inside", month, y: middle(band, month) });
  }
  ends.sort((a, b) => a.y - b.y);
  const apart = ends.reduce<BandLabel[]>((placed, label) => {
    const above = placed.at(-1);
    const y = above === undefined ? label.y : Math.max(label.y, above.y + lineHeight);
    return [...placed, { ...label, y }];
  }, []);
  return [...apart, ...inside];
}

/** Index of the month whose narrowest neighbourhood is thickest, so that a label does not sit on a spike; edges left out. */
function thickestMonth(thickness: readonly number[]): number {
  const [from, to] = thickness.length > 4 ? [2, thickness.length - 2] : [0, thickness.length];
  let best = from;
  const room = (i: number): number => Math.min(thickness[i - 1] ?? Infinity, thickness[i] ?? 0, thickness[i + 1] ?? Infinity);
  for (let i = from; i < to; i++) if (room(i) > room(best)) best = i;
  return best;
}
