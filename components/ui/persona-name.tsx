import type { PersonaLook } from "../theme";
import { PersonaGlyph } from "./persona-glyph";
import classes from "./persona-name.module.css";

/** Glyph and name: the only way a persona is written in tables, legends and cards. */
export function PersonaName({ name, size, ...look }: PersonaLook & { name: string; size?: number }) {
  return (
    <span className={classes.root} title={name}>
      <PersonaGlyph valueWord={look.valueWord} lifecycle={look.lifecycle} name={name} size={size} />
      <span className={classes.text}>{name}</span>
    </span>
  );
}
