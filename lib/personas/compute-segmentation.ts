import { featureValues } from "@/lib/features/feature-matrix";
import { transformSpec } from "@/lib/features/transform-spec";
import { recommendedK } from "@/lib/cluster/choice-of-k";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { rfmCuts, rfmScores, rfmSegments, type RfmScores, type RfmValues } from "@/lib/cluster/rfm";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { silhouette } from "@/lib/cluster/silhouette";
import type { RfmCuts, Segment } from "@/lib/types/segmentation";
import { ruleAdvice } from "./advice";
import { fitKMeans, type FittedKMeans } from "./fit-kmeans";
import { profileSegments } from "./profile-segments";
import { ruleReason } from "./reason";
import type {
  ComputedRun,
  ComputedSegmentation,
  Memberships,
  SegmentationInput,
  WatchSegmentation,
} from "./segmentation-input";

type Scored = { cuts: RfmCuts; scores: RfmScores };

function score({ matrix }: SegmentationInput): Scored {
  const values: RfmValues = {
    recencyDays: featureValues(matrix, "recencyDays"),
    orderCount: featureValues(matrix, "orderCount"),
    revenueCents: featureValues(matrix, "revenueCents"),
  };
  const cuts = rfmCuts(values);
  return { cuts, scores: rfmScores(values, cuts) };
}

/** What every run stores whatever its method. */
function commonRun({ request, matrix }: SegmentationInput, cuts: RfmCuts) {
  const { method, preset, asOf, windowDays, status, seed, nInit, assess } = request;
  return {
    method,
    preset,
    asOf,
    windowDays,
    status,
    seed,
    nInit,
    cuts,
    rfm: null,
    assess,
    quality: null,
    customers: matrix.customerKeys.length,
  };
}

function membershipsOf(
  { matrix }: SegmentationInput,
  { scores }: Scored,
  segments: Pick<Memberships, "segments" | "runnerUp" | "margin">,
): Memberships {
  return {
    customerKeys: matrix.customerKeys,
    ...segments,
    recencyScores: scores.recency,
    frequencyScores: scores.frequency,
    monetaryScores: scores.monetary,
  };
}

function profileInput({ matrix, orderDays, request, hemisphere }: SegmentationInput) {
  return { matrix, orderDays, asOf: request.asOf, hemisphere };
}

function kmeansRun(
  input: SegmentationInput,
  engine: KMeansEngine,
  fitted: FittedKMeans,
  cuts: RfmCuts,
): Omit<ComputedRun, "silhouette" | "silhouetteCustomers" | "segments"> {
  const { k, balance, transform, centroids, choices, notices, points } = fitted;
  const { request } = input;
  return {
    ...commonRun(input, cuts),
    balance,
    engine: engine.name,
    features: transformSpec(request.preset, request.features).map(({ feature }) => feature),
    k,
    kRecommended: recommendedK(choices) === k,
    choices,
    transform,
    centroids: Array.from({ length: k }, (_, c) => [...centroids.subarray(c * points.d, (c + 1) * points.d)]),
    inertia: fitted.assigned.inertia,
    notices,
  };
}

async function computeKMeans(
  input: SegmentationInput,
  engine: KMeansEngine,
  watch: WatchSegmentation,
): Promise<ComputedSegmentation> {
  const fitted = await fitKMeans(input, engine, watch);
  const { k, points, assigned } = fitted;
  await watch("quality", 0.8);
  const quality = silhouette(points, assigned.labels, k, { seed: input.request.seed });
  await watch("personas", 0.9);
  const scored = score(input);
  const margin = k > 1 ? assigned.margin : null;
  const runnerUp = k > 1 ? assigned.runnerUp : null;
  const segments = profileSegments({
    ...profileInput(input),
    labels: assigned.labels,
    k,
    margin,
    runnerUp,
    silhouettes: quality.byCluster,
  });
  const run: ComputedRun = {
    ...kmeansRun(input, engine, fitted, scored.cuts),
    silhouette: quality.mean,
    silhouetteCustomers: quality.customers,
    segments,
  };
  return { run, memberships: membershipsOf(input, scored, { segments: assigned.labels, runnerUp, margin }) };
}

/** An RFM segment keeps the name of its rule; the grammar of personas does not apply to it. */
function renamedByRule(segment: Segment, name: string): Segment {
  const cells = seedRuleTable.rules.find((rule) => rule.name === name)?.cells ?? [];
  return {
    ...segment,
    name,
    valueWord: null,
    lifecycle: null,
    reason: ruleReason(cells),
    advice: ruleAdvice(name),
  };
}

async function computeRfm(input: SegmentationInput, watch: WatchSegmentation): Promise<ComputedSegmentation> {
  const scored = score(input);
  await watch("fit", 0.3);
  const { names, labels } = rfmSegments(scored.scores, seedRuleTable);
  await watch("personas", 0.6);
  const k = names.length;
  const silhouettes = names.map(() => null);
  const profiles = profileSegments({
    ...profileInput(input),
    labels,
    k,
    margin: null,
    runnerUp: null,
    silhouettes,
  });
  const run: ComputedRun = {
    ...commonRun(input, scored.cuts),
    balance: "none",
    engine: null,
    features: ["recencyDays", "orderCount", "revenueCents"],
    k,
    kRecommended: false,
    choices: [],
    transform: null,
    centroids: null,
    inertia: null,
    silhouette: null,
    silhouetteCustomers: 0,
    notices: [],
    segments: profiles.map((segment, i) => renamedByRule(segment, names[i] ?? "")),
  };
  return {
    run,
    memberships: membershipsOf(input, scored, { segments: labels, runnerUp: null, margin: null }),
  };
}

/**
 * One whole segmentation: features in; segments, personas, quality and memberships out.
 *
 * The same input, seed and engine give the same output to the bit. K-means is fitted by `engine`
 * with the request's preset, balance and k ("auto" takes the recommended one; a k above the number
 * of customers that differ is lowered and noticed); RFM uses quartiles and the seven-segment table.
 *
 * @param watch called between stages, fits and starts; the place to report, to yield and, by
 *   throwing, to cancel
 * @throws RangeError for no customers or a k that is not a whole number from 1
 */
export async function computeSegmentation(
  input: SegmentationInput,
  engine: KMeansEngine,
  watch: WatchSegmentation = () => {},
): Promise<ComputedSegmentation> {
  const n = input.matrix.customerKeys.length;
  if (n === 0) throw new RangeError("0 customers; a segmentation needs at least 1");
  await watch("features", 0);
  const computed = await (input.request.method === "rfm"
    ? computeRfm(input, watch)
    : computeKMeans(input, engine, watch));
  await watch("personas", 1);
  return computed;
}
