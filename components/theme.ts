/**
 * Every colour and size of the product, once. `components/mantine-theme.ts` turns them into CSS
 * variables (`--c-text`, `--p-best-lost`, ...), so that components and charts never name a colour.
 */
import type { Lifecycle, ValueWord } from "@/lib/types/segmentation";

/** One colour in the light and in the dark theme. */
type Pair = readonly [light: string, dark: string];

export const roleColours = {
  canvas: ["#f6f6f4", "#0f1113"],
  surface: ["#ffffff", "#17191c"],
  sunken: ["#f1f1ee", "#1e2124"],
  selected: ["#e9e9e4", "#262a2e"],
  line: ["#e3e3de", "#292d31"],
  edge: ["#d2d2cb", "#3a3f44"],
  "input-edge": ["#83867f", "#7a8086"],
  text: ["#1a1c1e", "#eceded"],
  dim: ["#575c61", "#a8adb2"],
  faint: ["#65696e", "#8d9297"],
  ink: ["#1f2326", "#eceded"],
  "ink-hover": ["#33383c", "#ffffff"],
  "on-ink": ["#ffffff", "#17191c"],
  focus: ["#1a66ff", "#7aa7ff"],
  good: ["#146c43", "#6fcf9b"],
  "good-wash": ["#e4f2ea", "#15291f"],
  warn: ["#8a5300", "#e8b458"],
  "warn-wash": ["#fbf0dc", "#2d2412"],
  bad: ["#b3261e", "#ff8f82"],
  "bad-wash": ["#fbe9e7", "#351b18"],
  "on-bad": ["#ffffff", "#17191c"],
  info: ["#2b5487", "#8fb8f0"],
  "info-wash": ["#e8eff8", "#172436"],
  neutral: ["#8c8f89", "#6f757b"],
  grid: ["#ecece8", "#24272b"],
  /** stripes of a Lost persona */
  hatch: ["rgba(255,255,255,0.26)", "rgba(0,0,0,0.34)"],
  /** the same at glyph size, where thin stripes need more contrast */
  "glyph-hatch": ["rgba(255,255,255,0.55)", "rgba(0,0,0,0.5)"],
} as const satisfies Record<string, Pair>;

/** Hue is the value word, lightness and shape the lifecycle: New, in between, Lost. */
export const personaColours: Record<ValueWord, readonly [isNew: Pair, between: Pair, lost: Pair]> = {
  Best: [["#6290dc", "#adccff"], ["#2861c0", "#5c98fb"], ["#164085", "#436fb8"]],
  Loyal: [["#4e9d98", "#a6eee8"], ["#10918c", "#67d2cc"], ["#00635f", "#469590"]],
  Promising: [["#bf6fae", "#f4a6e3"], ["#902c80", "#cd66ba"], ["#631957", "#994d8a"]],
  "Highest Paying": [["#b68735", "#ffd79a"], ["#be8400", "#f0b13f"], ["#805800", "#ab7d29"]],
  Impulse: [["#d37157", "#ffb19c"], ["#be4320", "#f87855"], ["#852b11", "#b4563d"]],
  Cheap: [["#88919f", "#d0dae8"], ["#4b5666", "#788496"], ["#303844", "#5d6673"]],
};

/** Low to high. */
export const sequential: readonly Pair[] = [
  ["#f3f6fa", "#1c2632"],
  ["#c9daee", "#22405f"],
  ["#8fb3dc", "#2f629b"],
  ["#5187c6", "#5390d6"],
  ["#2a5a9b", "#93bdf0"],
  ["#163a6c", "#d3e5fb"],
];

/** Orange below, blue above, neutral middle. */
export const diverging: readonly Pair[] = [
  ["#9a5200", "#e8a15c"],
  ["#d39a55", "#a8713f"],
  ["#eed9bd", "#5c4a3b"],
  ["#efefec", "#36393c"],
  ["#c3d6ec", "#38526d"],
  ["#6f9bd0", "#3f7cb5"],
  ["#24538f", "#7fb4ee"],
];

/** Text on a step of the sequential scale at 4.5:1 or more: ink text on these steps, else the other. */
export const sequentialText: readonly Pair[] = [
  ["#1a1c1e", "#ffffff"],
  ["#1a1c1e", "#ffffff"],
  ["#1a1c1e", "#ffffff"],
  ["#1a1c1e", "#1a1c1e"],
  ["#ffffff", "#1a1c1e"],
  ["#ffffff", "#1a1c1e"],
];

/**
 * What makes a persona's look: all three parts of its identity that colour and shape carry. A segment by
 * rules has no value word; its look follows from its name.
 */
export type PersonaLook = { valueWord: ValueWord | null; lifecycle: Lifecycle; name?: string };

/** Segments by rules as a step of the sequential scale: the more recent, frequent and paying, the deeper. */
const ruleSteps: Readonly<Record<string, 2 | 3 | 4 | 5>> = {
  Champions: 5, Best: 5, Gold: 5, Loyal: 4, "Former best": 3, "Can't lose": 3,
  "Potential loyalist": 4, "Former potential loyalist": 3, "At risk": 3, Silver: 3,
  Promising: 3, Rising: 3, Recent: 3, New: 3, Average: 2, "Needing attention": 2,
  "About to churn": 2, "About to sleep": 2, Hibernating: 2, Churned: 2, Lost: 2, Bronze: 2,
};

/** The step of a segment by rules; null for a persona, and for a rule somebody named themselves. */
export function ruleStep({ valueWord, name }: Pick<PersonaLook, "valueWord" | "name">): number | null {
  return valueWord === null && name !== undefined ? (ruleSteps[name] ?? null) : null;
}

const wordKey = (word: ValueWord): string => word.toLowerCase().replaceAll(" ", "-");
const lifecycleKeys = ["new", "between", "lost"] as const;

/** Name of the CSS variable of a persona's colour, without `var()`. */
export function personaVariable(word: ValueWord, lifecycle: Lifecycle): string {
  return `--p-${wordKey(word)}-${lifecycle === null ? "between" : lifecycle.toLowerCase()}`;
}

/** The colour of a persona as CSS; a segment by rules is a step of the scale, any other group neutral. */
export function personaColour({ valueWord, lifecycle, name }: PersonaLook): string {
  const step = ruleStep({ valueWord, name });
  if (step !== null) return `var(--seq-${step})`;
  return valueWord === null ? "var(--c-neutral)" : `var(${personaVariable(valueWord, lifecycle)})`;
}

/** All colour variables of one theme: 0 = light, 1 = dark. */
export function colourVariables(theme: 0 | 1): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [role, pair] of Object.entries(roleColours)) variables[`--c-${role}`] = pair[theme];
  for (const [word, cells] of Object.entries(personaColours)) {
    // the keys of personaColours are the value words
    cells.forEach((pair, i) => (variables[`--p-${wordKey(word as ValueWord)}-${lifecycleKeys[i]}`] = pair[theme]));
  }
  sequential.forEach((pair, i) => (variables[`--seq-${i}`] = pair[theme]));
  sequentialText.forEach((pair, i) => (variables[`--seq-text-${i}`] = pair[theme]));
  diverging.forEach((pair, i) => (variables[`--div-${i}`] = pair[theme]));
  return variables;
}

export const fontFamily = '"Geist Variable", system-ui, sans-serif';
