import { panelsOf } from "@/components/models/choice-panels";
import type { RunScreenProps } from "@/components/models/run-screen";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import { agreementFinding } from "@/lib/measure/agreement";
import { choiceFinding, leastRecommendedK, qualityFinding, silhouetteBand } from "@/lib/measure/run-findings";
import { influenceFinding, projectionFinding } from "@/lib/measure/run-pictures";
import { bootstrapWords, separationWords, stabilityFinding, stabilityLimits } from "@/lib/measure/stability-findings";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { RunPage } from "@/lib/workflows/read-run";
import { segmentationLabel } from "../../segmentation-label";
import { qualityOf } from "./run-view";

/** The choice of k with its panels; null where there was nothing to choose from. */
export function choicePart(run: Segmentation, locale: string): Omit<NonNullable<RunScreenProps["choice"]>, "useK"> | null {
  if (run.choices.length === 0) return null;
  const band = silhouetteBand(run.choices);
  const basis = run.quality?.bootstrap ?? null;
  const resamples = basis === null ? null : plural(basis.resamples, formatNumber(basis.resamples, locale), "resample");
  const isAssessed = run.choices.some(({ leastStability }) => leastStability !== null);
  return {
    finding: choiceFinding(run),
    note: isAssessed
      ? "Filled: silhouette within 0.05 of the best among four and more, and every segment at least doubtful."
      : "Filled: silhouette within 0.05 of the best among four and more segments.",
    choices: run.choices,
    panels: panelsOf(run.choices, band && { best: band.best.silhouette, floor: band.floor, leastK: leastRecommendedK }, stabilityLimits, resamples),
    chosen: run.k,
    sampleNote: choiceSample(run, locale),
  };
}

function choiceSample({ choices, customers, quality }: Segmentation, locale: string): string {
  const measured = Math.max(0, ...choices.map(({ silhouetteCustomers }) => silhouetteCustomers));
  const sample = measured > 0 && measured < customers ? ` Silhouettes on a seeded sample of ${formatNumber(measured, locale)}.` : "";
  const basis = quality?.bootstrap ?? null;
  return `CH: Calinski-Harabasz, thousands. DB: Davies-Bouldin, lower is better.${sample}${basis === null ? "" : ` Stability: ${bootstrapWords(basis, locale)}.`}`;
}

const borderNote = "Quality per segment, most blurred last. Borderline: margin to the next segment under 0.1. Clear under 15%, fair under 25%, else blurred.";

/** Quality per segment, with the ticks of the words. */
export function qualityPart({ run, live, shop }: RunPage): RunScreenProps["quality"] {
  const basis = run.quality?.bootstrap ?? null;
  const stable = stabilityFinding(run.segments);
  const { doubtful, valid, highlyStable } = stabilityLimits;
  const sample = basis === null ? "" : ` ${bootstrapWords(basis, shop.locale)}.`;
  const ofRules = run.method === "rfm" && run.silhouette !== null ? " Silhouettes: in the space of recency, orders and spend, where k-means measures." : "";
  return {
    finding: stable ?? qualityFinding(run.segments),
    note: `${stable === null ? borderNote : `Quality per segment, weakest last. Ticks at 0.60, 0.75 and 0.85; bar: middle 90% of resamples.${sample}`}${ofRules}`,
    segments: qualityOf(run, live),
    ticks: [doubtful, valid, highlyStable],
  };
}

const lookOf = ({ index, name, valueWord, lifecycle }: Segment) => ({ key: String(index), index, name, valueWord, lifecycle });

/** Influence, islands or slices, and the picture: what a full assessment adds. */
export function depthParts({ run, projection, shop }: RunPage): Pick<RunScreenProps, "influence" | "separation" | "projection"> {
  const influence = run.quality?.influence ?? null;
  const separation = run.quality?.separation ?? null;
  return {
    influence: influence === null ? null : { finding: influenceFinding(influence), report: influence },
    separation: separation === null ? null : separationWords(separation, shop.locale),
    projection: projection === null ? null : { finding: projectionFinding(projection, shop.locale), projection, segments: run.segments.map(lookOf) },
  };
}

/** The run beside another one. */
export function agreementPart({ run, beside, shop }: RunPage): Omit<NonNullable<RunScreenProps["agreement"]>, "choice"> | null {
  if (beside === null) return null;
  const { counts, customers, index, onlyFirst, onlySecond } = beside.agreement;
  const number = (value: number): string => formatNumber(value, shop.locale);
  const apart = onlyFirst + onlySecond === 0 ? "" : ` ${number(onlyFirst)} customers are only in this run, ${number(onlySecond)} only in the other.`;
  return {
    finding: agreementFinding(counts, run.segments, (share) => formatPercent(share, shop.locale, 0)),
    note: `Where this run's segments (rows) lie in ${segmentationLabel(beside.run)} (columns), share of the row; ${number(customers)} customers in both.${apart} Adjusted Rand index ${formatNumber(index, shop.locale, 3)}.`,
    other: segmentationLabel(beside.run),
    rows: run.segments.map(lookOf),
    columns: beside.run.segments.map(lookOf),
    counts,
  };
}
