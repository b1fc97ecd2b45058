import { describe, expect, test } from "vitest";
import { personaColours } from "@/components/theme";

type Triple = readonly [number, number, number];
const map3 = (m: readonly Triple[], [x, y, z]: Triple): Triple => {
  const [a, b, c] = m.map(([p, q, r]) => p * x + q * y + r * z);
  return [a ?? NaN, b ?? NaN, c ?? NaN];
};

const linear = (hex: string): Triple => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
};

/** Full dichromacy on linear RGB. Source: Machado, Oliveira & Fernandes (2009), severity 1. */
const vision: Record<string, readonly Triple[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** CIELAB, white D65. */
function lab(rgb: Triple): Triple {
  const clipped = rgb.map((c) => Math.min(1, Math.max(0, c))) as unknown as Triple; // three stay three
  const xyz = map3([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]], clipped);
  const white = [0.95047, 1, 1.08883];
  const [x = 0, y = 0, z = 0] = xyz.map((v, i) => {
    const t = v / (white[i] ?? 1);
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const degrees = (radians: number): number => ((radians * 180) / Math.PI + 360) % 360;
const cos = (angle: number): number => Math.cos((angle * Math.PI) / 180);

/** Colour difference CIEDE2000. Source: Sharma, Wu & Dalal (2005). */
function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanC7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(meanC7 / (meanC7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)];
  const [h1, h2] = [degrees(Math.atan2(b1, a1 * (1 + g))), degrees(Math.atan2(b2, a2 * (1 + g)))];
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn * Math.PI) / 360);
  const [l, c, h] = [(l1 + l2) / 2, (c1 + c2) / 2, c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360];
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const [sl, sc, sh] = [1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2), 1 + 0.045 * c, 1 + 0.015 * c * t];
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(((60 * Math.exp(-(((h - 275) / 25) ** 2))) * Math.PI) / 180);
  const [x, y, z] = [(l2 - l1) / sl, (c2 - c1) / sc, deltaH / sh];
  return Math.sqrt(x * x + y * y + z * z + rotation * y * z);
}

test("the measure agrees with published pairs", () => {
  const pairs: [Triple, Triple, number][] = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425], [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, 2.5, 0], [73, 25, -18], 27.1492], [[50, 2.5, 0], [50, 3.1736, 0.5854], 1], [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ];
  for (const [a, b, expected] of pairs) expect(ciede2000(a, b)).toBeCloseTo(expected, 3);
});

/** Least difference between any two, as eyes of that kind see them. */
function leastDifference(colours: readonly string[], kind: string): number {
  const seen = colours.map((hex) => lab(map3(vision[kind] ?? [], linear(hex))));
  return Math.min(...seen.flatMap((a, i) => seen.slice(i + 1).map((b) => ciede2000(a, b))));
}

/**
 * Two areas side by side tell apart from about 2 on, marks apart from about 6. Measured: 6.5 at the least
 * (light, deuteranopia), 8 and more elsewhere; names, glyphs and the gap between areas carry the rest.
 */
const leastSeen = 6;

describe.each([["light", 0], ["dark", 1]] as const)("persona colours, %s", (_, theme) => {
  test.each(Object.keys(vision))("six value words are six colours under %s", (kind) => {
    const words = Object.values(personaColours).map((cells) => cells[1][theme]);
    expect(words).toHaveLength(6);
    expect(leastDifference(words, kind)).toBeGreaterThanOrEqual(leastSeen);
  });
});
