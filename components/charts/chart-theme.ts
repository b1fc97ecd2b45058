import type { PartialTheme } from "@nivo/theming";

/** nivo in the product's type and tokens: hairline grid, no frame, dim 11-px axes. */
export const chartTheme: PartialTheme = {
  background: "transparent",
  text: { fontSize: 11, fill: "var(--c-dim)", fontFamily: "inherit" },
  axis: {
    domain: { line: { stroke: "transparent" } },
    ticks: { line: { stroke: "transparent" }, text: { fontSize: 11, fill: "var(--c-dim)" } },
  },
  grid: { line: { stroke: "var(--c-grid)", strokeWidth: 1 } },
  crosshair: { line: { stroke: "var(--c-faint)", strokeWidth: 1, strokeDasharray: "3 3" } },
  tooltip: { container: { background: "transparent", padding: 0, boxShadow: "none" } },
};

/** Diagonal stripes of Lost personas for nivo's `defs`. */
export const hatchDef = (id: string, background: string) => ({
  id,
  type: "patternLines" as const,
  background,
  color: "var(--c-hatch)",
  spacing: 6,
  lineWidth: 2.4,
  rotation: -45,
});
