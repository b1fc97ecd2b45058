import { featureLabel } from "@/lib/format/feature-words";
import { personaColour } from "../theme";
import type { ComparedPersona, ComparedRow } from "./compare-dots";
import classes from "./compare.module.css";

type LinesProps = { personas: readonly ComparedPersona[]; rows: readonly ComparedRow[] };
type At = readonly [x: number, y: number];
/** Where a percentile stands on an axis, from 0 at one end to 1 at the other, and where the axis has its name. */
type Plan = { width: number; height: number; at: (axis: number, percentile: number) => At; nameAt: (axis: number) => At; anchor: "middle" | "start" };

/** Upright axes side by side, names under them in two rows. */
function broad(axes: number): Plan {
  const [width, top, bottom] = [900, 14, 206];
  const x = (axis: number): number => 60 + (axis / Math.max(1, axes - 1)) * (width - 120);
  return { width, height: 250, at: (axis, percentile) => [x(axis), bottom - percentile * (bottom - top)], nameAt: (axis) => [x(axis), bottom + (axis % 2 === 0 ? 18 : 34)], anchor: "middle" };
}

/** Lying axes one under another, each below its name, for a page too narrow for the others. */
function tall(axes: number): Plan {
  const [width, row, side] = [330, 40, 8];
  const y = (axis: number): number => 24 + axis * row;
  return { width, height: y(axes - 1) + 14, at: (axis, percentile) => [side + percentile * (width - 2 * side), y(axis)], nameAt: (axis) => [side, y(axis) - 9], anchor: "start" };
}

const pathOf = (points: readonly At[]): string => (points.length === 0 ? "" : `M${points.map((point) => point.join(" ")).join("L")}`);

function Picture({ personas, rows, plan: { width, height, at, nameAt, anchor }, className }: LinesProps & { plan: Plan; className: string | undefined }) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={className} aria-hidden="true" focusable="false">
      {rows.map(({ feature }, i) => <path key={feature} d={pathOf([at(i, 0), at(i, 1)])} stroke="var(--c-edge)" />)}
      <path d={pathOf(rows.map((_, i) => at(i, 0.5)))} fill="none" stroke="var(--c-grid)" strokeDasharray="4 3" />
      {personas.map((persona, p) => {
        const points = rows.flatMap(({ percentiles }, i): At[] => { const one = percentiles[p] ?? null; return one === null ? [] : [at(i, one)]; });
        const dash = persona.lifecycle === "Lost" ? "6 4" : undefined;
        return (
          <g key={persona.index} stroke={personaColour(persona)}>
            <path d={pathOf(points)} fill="none" strokeWidth={persona.lifecycle === "New" ? 1.6 : 2.6} strokeDasharray={dash} />
            {points.map(([cx, cy]) => <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={3.5} fill={persona.lifecycle === "New" ? "var(--c-surface)" : personaColour(persona)} strokeWidth={1.6} />)}
          </g>
        );
      })}
      {rows.map(({ feature }, i) => <text key={feature} x={nameAt(i)[0]} y={nameAt(i)[1]} textAnchor={anchor} className={classes.axisText}>{featureLabel(feature)}</text>)}
    </svg>
  );
}

/** The same medians as lines over parallel axes, one a feature; a Lost persona's line is dashed, a New one's thin. */
export function ParallelLines(props: LinesProps) {
  const axes = props.rows.length;
  return (
    <>
      <Picture {...props} plan={broad(axes)} className={classes.lines} />
      <Picture {...props} plan={tall(axes)} className={classes.tallLines} />
    </>
  );
}
