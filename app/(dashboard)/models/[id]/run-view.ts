import type { SegmentQuality } from "@/components/models/quality-table";
import type { Tone } from "@/components/ui/badge";
import { stabilityTones } from "@/components/ui/stability-tones";
import type { StripFact } from "@/components/ui/summary-strip";
import { formatDay } from "@/lib/format/date";
import { formatDuration } from "@/lib/format/duration";
import { isRuleMethod, methodNames } from "@/lib/format/method-words";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import { type Clarity, clarityOf } from "@/lib/measure/run-findings";
import type { Segmentation } from "@/lib/types/segmentation";
import { nameOf } from "@/lib/workflows/read-runs";
import type { RunPage } from "@/lib/workflows/read-run";

const clarityTones: Record<Clarity, Tone> = { clear: "good", fair: "info", blurred: "warn", "by rule": "plain" };
const presetWords = { default: "Default preset", seed1: "Seed 1 preset", seed2: "Seed 2 preset" } as const;
const engineWords: Record<string, string> = { simd: "SIMD engine", "ml-kmeans": "ml-kmeans" };

function methodWords({ method, engine, rfm }: Segmentation): string {
  if (!isRuleMethod(method)) return `${methodNames[method]}, ${engine === null ? "own engine" : (engineWords[engine] ?? engine)}`;
  if (rfm === null) return "RFM, seven segments";
  return `RFM, ${rfm.tableName === "custom" ? "own" : rfm.tableName} rules, ${rfm.scoring} scores`;
}

/** The strip under a run's title: everything needed to make it again. */
export function runFacts({ run, shop, snapshot, names, withLive }: RunPage): StripFact[] {
  const { locale } = shop;
  const number = (value: number): string => formatNumber(value, locale);
  const isFitted = !isRuleMethod(run.method);
  const features = plural(run.features.length, number(run.features.length), "feature");
  const fitted: StripFact[] = [
    { label: "Starts, seed", value: `${number(run.nInit)}, seed ${run.seed}` },
    { label: "Balance", value: run.balance === "repeat" ? "repeat buyers 47%" : "none" },
  ];
  return [
    { label: "Method", value: methodWords(run) },
    { label: "Features", value: isFitted ? `${presetWords[run.preset]}, ${features}` : features },
    { label: "As of", value: formatDay(run.asOf, locale) },
    { label: "Window", value: `${run.windowDays === null ? "all orders" : `${number(run.windowDays)} days`}, ${number(run.customers)} customers` },
    ...(isFitted ? fitted : run.rfm === null ? [] : [{ label: "Cut points", value: run.rfm.cutPoints === "fitted" ? "of these customers" : "kept" }]),
    { label: "Took", value: formatDuration(run.tookMs, locale) },
    { label: "Snapshot", value: `${run.snapshotHash === snapshot?.hash ? `${snapshot.id} · ` : "older · "}${run.snapshotHash.slice(0, 4)}…${run.snapshotHash.slice(-4)}` },
    { label: "By", value: nameOf(names, run.createdBy) },
    ...(withLive === null ? [] : [{ label: "ARI with live", value: formatNumber(withLive, locale, 2) }]),
  ];
}

/** Each segment with what tells it from its nearest, and how it compares with the same persona in the live run. */
export function qualityOf(run: Segmentation, live: Segmentation | null): SegmentQuality[] {
  return run.segments.map((segment) => {
    const nearest = run.segments.find((other) => other.index === segment.nearest);
    const clarity = clarityOf(segment);
    const before = live === null || live.id === run.id ? undefined : live.segments.find(({ persona }) => persona !== undefined && persona === segment.persona);
    return {
      index: segment.index,
      name: segment.name,
      valueWord: segment.valueWord,
      lifecycle: segment.lifecycle,
      customers: segment.customers,
      customerShare: segment.customerShare,
      versusLive: before === undefined ? null : segment.customers - before.customers,
      stability: segment.stability,
      word: segment.stability?.word ?? clarity,
      tone: segment.stability === null ? clarityTones[clarity] : stabilityTones[segment.stability.word],
      silhouette: segment.silhouette,
      borderlineShare: segment.borderlineShare,
      nearest: nearest === undefined ? null : { name: nearest.name, valueWord: nearest.valueWord, lifecycle: nearest.lifecycle },
    };
  });
}

/** The ks worth a click: best silhouette, recommended, eleven as the studies took, and the one that runs. */
export function offeredKs({ k, choices }: Segmentation): number[] {
  const worth = choices.filter(({ verdict, k: other }) => verdict === "recommended" || verdict === "best silhouette" || other === studiedK).map((choice) => choice.k);
  return [...new Set([...worth, k])].sort((a, b) => a - b);
}

const studiedK = 11;

/** What promoting changes, counted. */
export function promotionWords(run: Segmentation, live: Segmentation | null): string {
  const now = `All pages will show its ${run.segments.length} segments by default.`;
  return live === null ? now : `${now} Run ${live.id} with ${live.segments.length} stays readable and can be promoted again.`;
}
