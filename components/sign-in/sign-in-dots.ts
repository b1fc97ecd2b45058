import { colourVariables, personaColour, type PersonaLook } from "../theme";

export type Cloud = Omit<PersonaLook, "name"> & { name: string | null; count: number; x: number; y: number; dx: number; dy: number };

/** Fixed clouds of a fixed drawing: made up, never anybody's customers. Positions in a 600 x 720 box. */
export const clouds: readonly Cloud[] = [
  { name: "Highest Paying", valueWord: "Highest Paying", lifecycle: null, count: 120, x: 175, y: 115, dx: 110, dy: 62 },
  { name: "Impulse Lost", valueWord: "Impulse", lifecycle: "Lost", count: 160, x: 110, y: 355, dx: 60, dy: 56 },
  { name: "Impulse New", valueWord: "Impulse", lifecycle: "New", count: 150, x: 430, y: 355, dx: 74, dy: 56 },
  { name: "Cheap", valueWord: "Cheap", lifecycle: null, count: 140, x: 230, y: 460, dx: 74, dy: 50 },
  { name: "Cheap Lost", valueWord: "Cheap", lifecycle: "Lost", count: 150, x: 105, y: 560, dx: 62, dy: 52 },
  { name: "Cheap New", valueWord: "Cheap", lifecycle: "New", count: 120, x: 420, y: 575, dx: 84, dy: 52 },
  { name: null, valueWord: "Best", lifecycle: null, count: 30, x: 245, y: 250, dx: 60, dy: 50 },
  { name: null, valueWord: "Promising", lifecycle: null, count: 26, x: 290, y: 490, dx: 50, dy: 46 },
  { name: null, valueWord: "Promising", lifecycle: "Lost", count: 24, x: 130, y: 480, dx: 56, dy: 50 },
  { name: null, valueWord: "Best", lifecycle: "New", count: 26, x: 480, y: 450, dx: 64, dy: 56 },
  { name: null, valueWord: "Loyal", lifecycle: null, count: 14, x: 250, y: 400, dx: 70, dy: 50 },
];

/** A repeatable stream of numbers in 0-1 (Park-Miller), so that the picture is the same whenever it is drawn. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function pointsOf(cloud: Cloud, seed: number): { x: number; y: number }[] {
  const next = numbers(seed);
  const bell = (): number => next() + next() + next() + next() - 2;
  return Array.from({ length: cloud.count }, () => ({
    x: Math.round((cloud.x + bell() * cloud.dx * 1.6) * 10) / 10,
    y: Math.round((cloud.y + bell() * cloud.dy * 1.6) * 10) / 10,
  })).filter((point) => point.x > 4 && point.x < 604 && point.y > 6 && point.y < 690);
}

const left = -30;
const width = 640;
const height = 740;
export const viewBox = `${left} 0 ${width} ${height}`;

/**
 * The dots as a file of their own: a thousand of them within the page would be sent twice, as markup
 * and as data. An image knows nothing of the page's variables, hence one file per theme.
 *
 * @param theme 0 = light, 1 = dark
 */
export function signInDots(theme: 0 | 1): string {
  const colours = colourVariables(theme);
  const valueOf = (css: string): string => colours[css.replace(/^var\((.*)\)$/, "$1")] ?? css;
  const groups = clouds.map((cloud, i) => {
    const points = pointsOf(cloud, 11 + 97 * i);
    const colour = valueOf(personaColour({ valueWord: cloud.valueWord, lifecycle: cloud.lifecycle }));
    if (cloud.lifecycle === "New") {
      const rings = points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3"/>`).join("");
      return `<g fill="${valueOf("var(--c-canvas)")}" stroke="${colour}" stroke-width="1.5">${rings}</g>`;
    }
    // a line without length and with round ends is a dot in a few bytes
    const dots = points.map(({ x, y }) => `M${x} ${y}h0`).join("");
    return `<path d="${dots}" stroke="${colour}" stroke-width="7.2" stroke-linecap="round"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}" opacity="0.92">\n${groups.join("\n")}\n</svg>\n`;
}
