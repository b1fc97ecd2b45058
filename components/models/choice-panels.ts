import type { ChoiceOfK } from "@/lib/types/segmentation";
import type { Panel } from "./choice-chart";

/** The two panels of a run: silhouette with its band, inertia below. */
export function panelsOf(choices: readonly ChoiceOfK[], band: { best: number; floor: number; leastK: number } | null): Panel[] {
  const filled = choices.filter(({ k, silhouette }) => band !== null && k >= band.leastK && silhouette >= band.floor).map(({ k }) => k);
  return [
    {
      title: "Silhouette",
      note: "higher is better",
      values: choices.map(({ k, silhouette }) => ({ k, value: silhouette })),
      digits: 3,
      axisDigits: 2,
      band: band === null ? null : { ...band, label: "within 0.05 of the best" },
      filled,
    },
    {
      title: "Inertia",
      note: "thousands; falls with k, look for the elbow",
      values: choices.map(({ k, inertia }) => ({ k, value: inertia / 1000 })),
      digits: 1,
      axisDigits: 0,
      band: null,
      filled,
    },
  ];
}
