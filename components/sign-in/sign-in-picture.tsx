import type { PersonaLook } from "../theme";
import { personaColour } from "../theme";
import classes from "./sign-in.module.css";

type Cloud = PersonaLook & { name: string | null; count: number; x: number; y: number; dx: number; dy: number };

/** Fixed clouds of a fixed drawing: made up, never anybody's customers. Positions in a 600 x 720 box. */
const clouds: readonly Cloud[] = [
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

/** A repeatable stream of numbers in 0-1 (Park-Miller), so that server and browser draw the same picture. */
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

/** The illustration beside the sign-in form. */
export function SignInPicture() {
  return (
    <svg viewBox="-30 0 640 740" className={classes.picture} aria-hidden="true" focusable="false">
      {clouds.map((cloud, i) =>
        pointsOf(cloud, 11 + 97 * i).map((point, j) => {
          const colour = personaColour(cloud);
          const isRing = cloud.lifecycle === "New";
          return (
            <circle
              key={`${i}-${j}`} cx={point.x} cy={point.y} r={isRing ? 3 : 3.6}
              fill={isRing ? "var(--c-canvas)" : colour} stroke={isRing ? colour : "none"} strokeWidth={1.5} opacity={0.92}
            />
          );
        }),
      )}
      {clouds.map((cloud) =>
        cloud.name === null ? null : (
          <g key={cloud.name} transform={`translate(${cloud.x},${cloud.y})`}>
            <rect x={-cloud.name.length * 4 - 6} y={-11} width={cloud.name.length * 8 + 12} height={22} rx={4} fill="var(--c-canvas)" opacity={0.9} />
            <text textAnchor="middle" dominantBaseline="central" fontSize={13} fontWeight={550} fill="var(--c-text)">{cloud.name}</text>
          </g>
        ),
      )}
      <g fontSize={11.5} fill="var(--c-dim)" stroke="none">
        <text x={0} y={716}>silent for long</text>
        <text x={600} y={716} textAnchor="end">ordered lately</text>
        <text transform="translate(-18,40) rotate(-90)" textAnchor="end">large orders</text>
        <text transform="translate(-18,650) rotate(-90)">small orders</text>
      </g>
      <path d="M95 712H510M-22 130V560" stroke="var(--c-edge)" />
    </svg>
  );
}
