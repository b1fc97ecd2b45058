import { useId } from "react";
import { personaColour, type PersonaLook, ruleStep } from "../theme";

/** The outline keeps the lightest steps in sight on the surface. */
function RuleGlyph({ colour, size }: { colour: string; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false" style={{ flex: "none" }}>
      <circle cx="6" cy="6" r="5.25" fill={colour} stroke="var(--c-input-edge)" strokeWidth="1.2" />
    </svg>
  );
}

/**
 * The mark before a persona's name: hue = value word, ring = New, solid = in between, hatched = Lost.
 * A segment by rules is a disc, the deeper the more active.
 * Decoration beside a name, so hidden from screen readers.
 */
export function PersonaGlyph({ valueWord, lifecycle, name, size = 12 }: PersonaLook & { size?: number }) {
  const pattern = useId();
  const colour = personaColour({ valueWord, lifecycle, name });
  if (ruleStep({ valueWord, name }) !== null) return <RuleGlyph colour={colour} size={size} />;
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
