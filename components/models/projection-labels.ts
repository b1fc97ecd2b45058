type At = readonly [x: number, y: number];
export type PlacedLabel = { name: string; at: At; text: At };

/** Size of the picture and of its letters, all in the picture's own units. */
type Sizes = { width: number; height: number; line?: number; letter?: number };

/**
 * Places names above their points, moved down or up step by step until none covers another.
 * Another's point is not covered either where there is room. Order decides: the first keeps its place.
 */
export function placeLabels(labels: readonly { name: string; at: At }[], { width, height, line = 14, letter = 6.2 }: Sizes): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const covers = (x: number, y: number, name: string): boolean =>
    labels.some(({ name: other, at }) => other !== name && Math.abs(at[1] + 4 - y) < line - 3 && Math.abs(at[0] - x) < (name.length / 2) * letter) ||
    placed.some(({ name: other, text }) => Math.abs(text[1] - y) < line && Math.abs(text[0] - x) < ((name.length + other.length) / 2) * letter);
  for (const { name, at } of labels) {
    const half = (name.length / 2) * letter;
    const x = Math.min(width - half, Math.max(half, at[0]));
    const offsets = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? -1 : 1) * (8 + Math.floor(i / 2) * line) + (i % 2 === 0 ? 0 : 10));
    const fits = offsets.map((offset) => at[1] + offset).filter((y) => y > line && y < height - 3);
    const y = fits.find((one) => !covers(x, one, name)) ?? at[1] - 8;
    placed.push({ name, at, text: [x, y] });
  }
  return placed;
}
