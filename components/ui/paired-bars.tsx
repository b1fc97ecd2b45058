import type { CSSProperties } from "react";
import Link from "@/components/ui/link";
import type { PersonaLook } from "../theme";
import { personaColour } from "../theme";
import classes from "./paired-bars.module.css";
import { PersonaName } from "./persona-name";

/** Shares are fractions 0-1; texts are formatted by the caller. */
export type PairedBar = PersonaLook & {
  key: string;
  name: string;
  href: string | null;
  first: number;
  firstText: string;
  second: number;
  secondText: string;
  indexText: string;
};

/** Width, colour and hatch of one bar, as a fraction of the longest. */
function barStyle(share: number, longest: number, look: PersonaLook | null): CSSProperties {
  const width = `${longest > 0 ? Math.max((share / longest) * 100, share > 0 ? 0.8 : 0) : 0}%`;
  return { width, background: look === null ? "var(--c-neutral)" : personaColour(look) };
}

/** A horizontal bar on a shared scale; hatched for a Lost persona. */
export function ShareBar({ share, longest, look }: { share: number; longest: number; look: PersonaLook | null }) {
  return <span className={classes.bar} data-hatched={look?.lifecycle === "Lost" || undefined} style={barStyle(share, longest, look)} aria-hidden="true" />;
}

/** Two shares of each persona side by side on one scale: neutral against its colour, and their ratio. */
export function PairedBars({ rows, firstLabel, secondLabel }: { rows: readonly PairedBar[]; firstLabel: string; secondLabel: string }) {
  const longest = Math.max(0, ...rows.flatMap((row) => [row.first, row.second]));
  return (
    <div className={classes.root}>
      <div className={classes.head} aria-hidden="true">
        <span />
        <span>{firstLabel}</span>
        <span>{secondLabel}</span>
        <span className={classes.right}>Index</span>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.key} className={classes.row}>
            {row.href === null ? <PersonaName {...row} /> : <Link href={row.href}><PersonaName {...row} /></Link>}
            <span className={classes.cell}>
              <ShareBar share={row.first} longest={longest} look={null} />
              <span className={classes.text}><span className="visually-hidden">{firstLabel} </span>{row.firstText}</span>
            </span>
            <span className={classes.cell}>
              <ShareBar share={row.second} longest={longest} look={row} />
              <span className={classes.text} data-strong><span className="visually-hidden">{secondLabel} </span>{row.secondText}</span>
            </span>
            <span className={classes.right}>{row.indexText}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
