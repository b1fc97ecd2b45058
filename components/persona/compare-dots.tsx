import { featureLabel } from "@/lib/format/feature-words";
import type { FeatureName } from "@/lib/types/features";
import type { PersonaLook } from "../theme";
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
