import { featureLabel, formatFeatureMean } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import type { ProfilePoint } from "@/lib/types/persona-page";
import { personaColour, type PersonaLook } from "../theme";
import classes from "./persona.module.css";

const at = (percentile: number): string => `${Math.round(percentile * 1000) / 10}%`;

function Track({ point, colour }: { point: ProfilePoint; colour: string }) {
  const [low, high] = [Math.min(point.percentile, 0.5), Math.max(point.percentile, 0.5)];
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.middle} />
      <span className={classes.link} style={{ left: at(low), width: at(high - low), background: colour }} />
      <span className={classes.average} style={{ left: at(0.5) }} />
      <span className={classes.own} style={{ left: at(point.percentile), background: colour }} />
    </span>
  );
}

/** Where the members' median stands among all customers; open circle: the middle customer. */
export function Dumbbell({ points, look, style }: { points: readonly ProfilePoint[]; look: PersonaLook; style: MoneyStyle }) {
  const colour = personaColour(look);
  return (
    <div className={classes.dumbbell}>
      <div className={classes.dumbbellRow} aria-hidden="true">
        <span /><span />
        <span className={classes.head}>All</span>
        <span className={classes.head}>Members</span>
      </div>
      {points.map((point) => (
        <div key={point.feature} className={classes.dumbbellRow} data-notable={point.isNotable || undefined}>
          <span className={classes.feature}>{featureLabel(point.feature)}</span>
          <Track point={point} colour={colour} />
          <span className={classes.figure}>{formatFeatureMean(point.feature, point.meanAll, style)}</span>
          <span className={classes.figure} data-own>{formatFeatureMean(point.feature, point.meanMembers, style)}</span>
        </div>
      ))}
      <div className={classes.dumbbellRow} aria-hidden="true">
        <span />
        <span className={classes.scale}><span>lowest</span><span>25th</span><span>middle</span><span>75th</span><span>highest</span></span>
        <span /><span />
      </div>
    </div>
  );
}
