import type { ReactNode } from "react";
import classes from "./card.module.css";

type CardProps = { title?: string; note?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A bordered surface with an optional heading, second line and actions on the right. */
export function Card({ title, note, actions, children }: CardProps) {
  return (
    <section className={classes.root}>
      {(title !== undefined || actions !== undefined) && (
        <div className={classes.head}>
          <div className={classes.words}>
            {title !== undefined && <h2>{title}</h2>}
            {note !== undefined && <p className={classes.note}>{note}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
