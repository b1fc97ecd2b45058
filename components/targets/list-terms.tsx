import type { PersonaLook } from "../theme";
import { PersonaName } from "../ui/persona-name";
import classes from "./targets.module.css";

export type Terms = readonly { label: string; value: string }[];

/** Whom a list is of: the segment, and what the filters ask besides. */
export function ListTerms({ segment, terms }: { segment: PersonaLook & { name: string }; terms: Terms }) {
  return (
    <dl className={classes.terms}>
      <dt>Segment</dt>
      <dd><PersonaName {...segment} /></dd>
      {terms.map((term) => (
        <div key={term.label} className={classes.term}>
          <dt>{term.label}</dt>
          <dd>{term.value}</dd>
        </div>
      ))}
    </dl>
  );
}
