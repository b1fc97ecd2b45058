import { featureLabel } from "@/lib/format/feature-words";
import type { FeatureName } from "@/lib/types/features";
import { personaColour, type PersonaLook } from "../theme";
import { PersonaGlyph } from "../ui/persona-glyph";
import classes from "./compare.module.css";

export type ComparedPersona = PersonaLook & { index: number; name: string };
export type ComparedRow = { feature: FeatureName; percentiles: readonly (number | null)[] };

const at = (percentile: number): string => `${Math.round(percentile * 1000) / 10}%`;

/** One track a feature: where each persona's median stands among all customers. Glyphs, so that colour is not alone. */
export function CompareDots({ personas, rows }: { personas: readonly ComparedPersona[]; rows: readonly ComparedRow[] }) {
  return (
    <div aria-hidden="true">
      {rows.map(({ feature, percentiles }) => {
        const known = percentiles.flatMap((one) => (one === null ? [] : [one]));
        const [low, high] = [Math.min(...known), Math.max(...known)];
        return (
          <div key={feature} className={classes.row}>
            <span>{featureLabel(feature)}</span>
            <span className={classes.track}>
              <span className={classes.middle} />
              {known.length > 1 && <span className={classes.link} style={{ left: at(low), width: at(high - low) }} />}
              {personas.map((persona, i) => {
                const percentile = percentiles[i] ?? null;
                return percentile === null ? null : (
                  <span key={persona.index} className={classes.mark} style={{ left: at(percentile), top: `${50 + (i - (personas.length - 1) / 2) * 26}%` }}>
                    <PersonaGlyph valueWord={persona.valueWord} lifecycle={persona.lifecycle} name={persona.name} size={12} />
                  </span>
                );
              })}
            </span>
          </div>
        );
      })}
      <div className={classes.row}><span /><span className={classes.scale}><span>lowest</span><span>25th</span><span>middle</span><span>75th</span><span>highest</span></span></div>
    </div>
  );
}

const width = 900;
const height = 250;
const top = 14;
const bottom = 206;

/** The same medians as lines over parallel axes, one a feature; a Lost persona's line is dashed, a New one's thin. */
export function ParallelLines({ personas, rows }: { personas: readonly ComparedPersona[]; rows: readonly ComparedRow[] }) {
  const x = (i: number): number => 60 + (i / Math.max(1, rows.length - 1)) * (width - 120);
  const y = (percentile: number): number => bottom - percentile * (bottom - top);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Lines over parallel axes; the same as a table one click away">
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.lines} aria-hidden="true" focusable="false">
        {rows.map(({ feature }, i) => (
          <g key={feature}>
            <line x1={x(i)} x2={x(i)} y1={top} y2={bottom} stroke="var(--c-edge)" />
            <text x={x(i)} y={bottom + (i % 2 === 0 ? 18 : 34)} textAnchor="middle" className={classes.axisText}>{featureLabel(feature)}</text>
          </g>
        ))}
        <line x1={40} x2={width - 40} y1={y(0.5)} y2={y(0.5)} stroke="var(--c-grid)" strokeDasharray="4 3" />
        {personas.map((persona, p) => {
          const points = rows.flatMap(({ percentiles }, i): [number, number][] => { const one = percentiles[p] ?? null; return one === null ? [] : [[x(i), y(one)]]; });
          const dash = persona.lifecycle === "Lost" ? "6 4" : undefined;
          return (
            <g key={persona.index} stroke={personaColour(persona)}>
              <path d={`M${points.map((point) => point.join(" ")).join("L")}`} fill="none" strokeWidth={persona.lifecycle === "New" ? 1.6 : 2.6} strokeDasharray={dash} />
              {points.map(([cx, cy]) => <circle key={cx} cx={cx} cy={cy} r={3.5} fill={persona.lifecycle === "New" ? "var(--c-surface)" : personaColour(persona)} strokeWidth={1.6} />)}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
