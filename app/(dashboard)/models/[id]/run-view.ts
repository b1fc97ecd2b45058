import type { SegmentQuality } from "@/components/models/quality-table";
import type { Tone } from "@/components/ui/badge";
import type { StripFact } from "@/components/ui/summary-strip";
import { formatDay } from "@/lib/format/date";
import { formatDuration } from "@/lib/format/duration";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import { type Clarity, clarityOf } from "@/lib/measure/run-findings";
import type { Segmentation } from "@/lib/types/segmentation";
import { isRuleMethod, methodNames } from "@/lib/format/method-words";
import { nameOf, type RunPage } from "@/lib/workflows/read-runs";

const tones: Record<Clarity, Tone> = { clear: "good", fair: "info", blurred: "warn", "by rule": "plain" };
const presetWords = { default: "Default preset", seed1: "Seed 1 preset", seed2: "Seed 2 preset" } as const;

/** The strip under a run's title: everything needed to make it again. */
export function runFacts({ run, shop, snapshot, names }: RunPage): StripFact[] {
  const { locale } = shop;
  const number = (value: number): string => formatNumber(value, locale);
  const isKMeans = !isRuleMethod(run.method);
  const facts: StripFact[] = [
    { label: "Method", value: isKMeans ? `${methodNames[run.method]}, ${run.engine ?? "own engine"}` : "RFM rules" },
    { label: "Features", value: `${isKMeans ? `${presetWords[run.preset]}, ` : ""}${plural(run.features.length, number(run.features.length), "feature")}` },
    { label: "As of", value: formatDay(run.asOf, locale) },
    { label: "Window", value: `${run.windowDays === null ? "all orders" : `${number(run.windowDays)} days`}, ${number(run.customers)} customers` },
    { label: "Took", value: formatDuration(run.tookMs, locale) },
    { label: "Snapshot", value: `${run.snapshotHash === snapshot?.hash ? `${snapshot.id} · ` : "older · "}${run.snapshotHash.slice(0, 4)}…${run.snapshotHash.slice(-4)}` },
    { label: "By", value: nameOf(names, run.createdBy) },
  ];
  if (isKMeans) {
    facts.splice(4, 0, { label: "Starts, seed", value: `${number(run.nInit)}, seed ${run.seed}` }, { label: "Balance", value: run.balance === "repeat" ? "repeat buyers 47%" : "none" });
  }
  return facts;
}

/** Each segment with what tells it from its nearest. */
export function qualityOf(run: Segmentation): SegmentQuality[] {
  return run.segments.map((segment) => {
    const nearest = run.segments.find((other) => other.index === segment.nearest);
    const clarity = clarityOf(segment);
    return {
      index: segment.index,
      name: segment.name,
      valueWord: segment.valueWord,
      lifecycle: segment.lifecycle,
      customers: segment.customers,
      customerShare: segment.customerShare,
      silhouette: segment.silhouette,
      borderlineShare: segment.borderlineShare,
      clarity,
      tone: tones[clarity],
      nearest: nearest === undefined ? null : { name: nearest.name, valueWord: nearest.valueWord, lifecycle: nearest.lifecycle },
    };
  });
}

/** The ks worth a click: best silhouette, recommended and the one that runs. */
export function offeredKs({ k, choices }: Segmentation): number[] {
  const worth = choices.filter(({ verdict }) => verdict === "recommended" || verdict === "best silhouette").map((choice) => choice.k);
  return [...new Set([...worth, k])].sort((a, b) => a - b);
}

/** What promoting changes, counted. */
export function promotionWords(run: Segmentation, live: Segmentation | null): string {
  const now = `All pages will show its ${run.segments.length} segments by default.`;
  return live === null ? now : `${now} Run ${live.id} with ${live.segments.length} stays readable and can be promoted again.`;
}
