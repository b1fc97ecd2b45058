import { useId } from "react";
import { personaColour, type PersonaLook } from "../theme";

/**
 * The mark before a persona's name: hue = value word, ring = New, solid = in between, hatched = Lost.
 * Decoration beside a name, so hidden from screen readers.
 */
export function PersonaGlyph({ valueWord, lifecycle, size = 12 }: PersonaLook & { size?: number }) {
  const pattern = useId();
  const colour = personaColour({ valueWord, lifecycle });
  const isRing = lifecycle === "New";
  const inset = isRing ? 1.25 : 0;
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false" style={{ flex: "none" }}>
      {lifecycle === "Lost" && (
        <pattern id={pattern} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill={colour} />
          <rect width="1.6" height="4" fill="var(--c-glyph-hatch)" />
        </pattern>
      )}
      <rect
        x={inset}
        y={inset}
        width={12 - 2 * inset}
        height={12 - 2 * inset}
        rx={isRing ? 2 : 2.5}
        fill={isRing ? "var(--c-surface)" : lifecycle === "Lost" ? `url(#${pattern})` : colour}
        stroke={isRing ? colour : undefined}
        strokeWidth={isRing ? 2.5 : undefined}
      />
    </svg>
  );
}
