import type { ChoiceOfK } from "@/lib/types/segmentation";
import type { Panel } from "./choice-chart";

type Band = { best: number; floor: number; leastK: number } | null;
/** Where the words of stability begin. */
type Limits = { doubtful: number; valid: number; highlyStable: number };

/** The k that hold: within the band, and no segment under "doubtful" where stability was assessed. */
export function heldKs(choices: readonly ChoiceOfK[], band: Band, limits: Limits): number[] {
  return choices
    .filter(({ k, silhouette, leastStability }) => band !== null && k >= band.leastK && silhouette >= band.floor && (leastStability === null || leastStability >= limits.doubtful))
    .map(({ k }) => k);
}

/** Silhouette with its band; below it the weakest segment's stability, or inertia where it was not assessed. */
export function panelsOf(choices: readonly ChoiceOfK[], band: Band, limits: Limits, basis: string | null): Panel[] {
  const filled = heldKs(choices, band, limits);
  const silhouette: Panel = {
    title: "Silhouette",
    note: "higher is better",
    values: choices.map(({ k, silhouette: value }) => ({ k, value })),
    digits: 3,
    axisDigits: 2,
    band: band === null ? null : { ...band, label: "within 0.05 of the best" },
    thresholds: [],
    filled,
  };
  const stable = choices.flatMap(({ k, leastStability }) => (leastStability === null ? [] : [{ k, value: leastStability }]));
  if (stable.length === choices.length) {
    const thresholds = [
      { value: limits.highlyStable, label: "highly stable", isDeciding: false },
      { value: limits.valid, label: "valid", isDeciding: false },
      { value: limits.doubtful, label: "doubtful", isDeciding: true },
    ];
    const note = basis === null ? "bootstrap Jaccard" : `bootstrap Jaccard, ${basis}`;
    return [silhouette, { title: "Stability of the weakest segment", note, values: stable, digits: 2, axisDigits: 2, band: null, thresholds, filled }];
  }
  const inertia = choices.map(({ k, inertia: value }) => ({ k, value: value / 1000 }));
  return [silhouette, { title: "Inertia", note: "thousands; falls with k, look for the elbow", values: inertia, digits: 1, axisDigits: 0, band: null, thresholds: [], filled }];
}
