import { methodTerms, type MethodTerm } from "@/lib/format/method-terms";
import classes from "./method-note.module.css";

/** How the figures of a page are made, one click away. */
export function MethodNote({ terms }: { terms: readonly MethodTerm[] }) {
  return (
    <details className={classes.root}>
      <summary className={classes.summary}>How these figures are made</summary>
      <dl className={classes.terms}>
        {terms.map((term) => (
          <div key={term}>
            <dt>{methodTerms[term].name}</dt>
            <dd>{methodTerms[term].text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
