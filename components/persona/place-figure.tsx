import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import type { StateShare } from "@/lib/types/persona-page";
import { isBrazilianState } from "../charts/brazil/brazil-paths";
import type { PersonaLook } from "../theme";
import { Figure } from "../ui/figure";
import { ShareBar } from "../ui/paired-bars";
import { PlaceMap } from "./place-map";
import classes from "./persona.module.css";

const shown = 10;
const fewMembers = 10;

type PlaceFigureProps = { finding: string; states: readonly StateShare[]; look: PersonaLook; csvHref: string | undefined; locale: string };

/** Where they live: the states with most members, and how that compares with all customers. */
export function PlaceFigure({ finding, states, look, csvHref, locale }: PlaceFigureProps) {
  const index = (s: StateShare): string => (s.members < fewMembers ? "few" : s.shareAll > 0 ? formatRatio(s.share / s.shareAll, locale, 2) : "unknown");
  const table = {
    caption: "Members by state",
    columns: [
      { key: "state", label: "State" },
      { key: "members", label: "Members", align: "right" as const },
      { key: "share", label: "Share", align: "right" as const },
      { key: "all", label: "All", align: "right" as const },
      { key: "index", label: "Index", align: "right" as const },
    ],
    rows: states.map((s) => ({
      id: s.state,
      cells: { state: s.state, members: formatNumber(s.members, locale), share: formatPercent(s.share, locale), all: formatPercent(s.shareAll, locale), index: index(s) },
    })),
  };
  const isBrazil = states.some((s) => isBrazilianState(s.state));
  const longest = Math.max(0, ...states.slice(0, shown).flatMap((s) => [s.share, s.shareAll]));
  return (
    <Figure finding={finding} note="Share of members by state beside all customers (grey). Index = members ÷ all; under 10 members: few." table={table} csvHref={csvHref}>
      <div className={isBrazil ? classes.mapped : undefined}>
        {isBrazil && <PlaceMap states={states} locale={locale} />}
        <ul>
          {states.slice(0, shown).map((s) => (
            <li key={s.state} className={classes.place}>
              <span>{s.state}</span>
              <span className={classes.placeBars}>
                <ShareBar share={s.share} longest={longest} look={look} />
                <ShareBar share={s.shareAll} longest={longest} look={null} />
              </span>
              <span className={classes.figure}>{formatPercent(s.share, locale)}</span>
              <span className={classes.figure} data-own>{index(s)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Figure>
  );
}
