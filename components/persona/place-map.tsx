import { formatPercent, formatRatio } from "@/lib/format/number";
import type { StateShare } from "@/lib/types/persona-page";
import { BrazilMap } from "../charts/brazil/brazil-map";
import classes from "./persona.module.css";

const few = 10;
const steps = 7;
/** Twice or half as many as of all customers, and beyond, take the ends of the scale. */
const widest = 2;

/** Step of the diverging scale for members ÷ all: 3 is even, 0 half or fewer, 6 twice or more. */
function stepOf({ members, share, shareAll }: StateShare): number | null {
  if (members < few || shareAll === 0) return null;
  const place = Math.log2(share / shareAll) / Math.log2(widest);
  return Math.round(((Math.max(-1, Math.min(1, place)) + 1) / 2) * (steps - 1));
}

/** Where more and fewer of them live than of all customers. */
export function PlaceMap({ states, locale }: { states: readonly StateShare[]; locale: string }) {
  const fills = states.map((state) => ({
    code: state.state, step: stepOf(state), href: null,
    title: `${state.state}: ${formatPercent(state.share, locale)} of the members, ${formatPercent(state.shareAll, locale)} of all`,
  }));
  return (
    <div>
      <BrazilMap fills={fills} bubbles={[]} scale="div" />
      <p className={classes.mapScale} aria-hidden="true">
        <span>{formatRatio(1 / widest, locale)}</span>
        {Array.from({ length: steps }, (_, step) => <span key={step} className={classes.swatch} style={{ background: `var(--div-${step})` }} />)}
        <span>{formatRatio(widest, locale)}</span>
        <span className={classes.fewMembers}>pale: under {few} members</span>
      </p>
    </div>
  );
}
