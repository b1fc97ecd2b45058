import { featureLabel } from "@/lib/format/feature-words";
import type { ComparedMethod } from "@/lib/types/comparison";
import type { AggregateColumn, AggregateTable } from "@/lib/types/explore";
import type { DecayCurve, MaintenanceReport } from "@/lib/types/maintenance";
import type { Migration, MigrationSide } from "@/lib/types/migration";
import type { InfluenceReport, Projection } from "@/lib/types/quality";
import type { ChoiceOfK, Segment } from "@/lib/types/segmentation";

const column = (key: string, unit: AggregateColumn["unit"] = "ratio"): AggregateColumn => ({ key, label: key, unit });

/** Every index of every number of segments that was tried, unrounded; the weak segments in words. */
export function choiceNumbers(choices: readonly ChoiceOfK[], chosen: number): AggregateTable {
  return {
    caption: "Quality for each number of segments",
    columns: [
      column("k", "count"), column("silhouette"), column("silhouetteCustomers", "count"), column("simplifiedSilhouette"), column("leastStability"), column("weakSegments", "text"),
      column("calinskiHarabasz"), column("daviesBouldin"), column("inertia"), column("weightedInertia"), column("judgedCustomers", "count"), column("smallestShare", "share"),
      column("verdict", "text"), column("reason", "text"), column("runs", "text"),
    ],
    rows: choices.map((choice) => [
      choice.k, choice.silhouette, choice.silhouetteCustomers, choice.simplifiedSilhouette, choice.leastStability,
      choice.weakSegments.map(({ name, meanJaccard }) => `${name} ${meanJaccard.toFixed(2)}`).join("; "),
      choice.calinskiHarabasz, choice.daviesBouldin, choice.inertia, choice.weightedInertia, choice.judgedCustomers, choice.smallestShare,
      choice.verdict, choice.reason, choice.k === chosen ? "yes" : "no",
    ]),
  };
}

/** How far each segment can be trusted, largest first. */
export function qualityNumbers(segments: readonly Segment[]): AggregateTable {
  const nameOf = (index: number | null): string | null => segments.find((one) => one.index === index)?.name ?? null;
  return {
    caption: "Quality per segment",
    columns: [
      column("persona", "text"), column("customers", "count"), column("customerShare", "share"), column("meanJaccard"), column("jaccardLow"), column("jaccardHigh"),
      column("stability", "text"), column("silhouette"), column("borderlineShare", "share"), column("nearest", "text"), column("rule", "text"), column("rulePrecision", "share"), column("ruleRecall", "share"),
    ],
    rows: segments.map(({ name, customers, customerShare, stability, silhouette, borderlineShare, nearest, rule }) => [
      name, customers, customerShare, stability?.meanJaccard ?? null, stability?.middle90?.[0] ?? null, stability?.middle90?.[1] ?? null,
      stability?.word ?? null, silhouette, borderlineShare, nameOf(nearest), rule?.words ?? null, rule?.fidelity?.precision ?? null, rule?.fidelity?.recall ?? null,
    ]),
  };
}

/** What each feature does for the partition. */
export function influenceNumbers({ features }: InfluenceReport): AggregateTable {
  return {
    caption: "Influence of each feature",
    columns: [column("feature", "text"), column("partOfSeparation", "share"), column("betweenShare", "share"), column("accuracyLoss")],
    rows: features.map((one) => [featureLabel(one.feature), one.partOfSeparation, one.betweenShare, one.accuracyLoss]),
  };
}

/** Centres of the segments on the two principal axes. */
export function projectionNumbers({ centroids }: Projection, segments: readonly Pick<Segment, "index" | "name">[]): AggregateTable {
  return {
    caption: "Segment centres on the two principal axes",
    columns: [column("segment", "text"), column("firstAxis"), column("secondAxis")],
    rows: segments.map(({ index, name }) => [name, centroids[index]?.[0] ?? null, centroids[index]?.[1] ?? null]),
  };
}

/** Customers by two groupings: one row a group of the first, one column a group of the second. */
export function crossNumbers(rows: readonly string[], columns: readonly string[], counts: readonly (readonly number[])[]): AggregateTable {
  return {
    caption: "Customers by two groupings",
    columns: [column("segment", "text"), ...columns.map((name) => column(name, "count"))],
    rows: rows.map((name, i) => [name, ...columns.map((_, j) => counts[i]?.[j] ?? 0)]),
  };
}

/** Who went where, one row a pair of groups met; who was in none is new, who is in none gone. */
export function flowNumbers({ before, after, flows }: Migration): AggregateTable {
  const nameIn = ({ groups }: MigrationSide, index: number | null, outside: string): string => groups.find((group) => group.index === index)?.name ?? outside;
  return {
    caption: "Customers by the group they were in and the group they are in",
    columns: [column("from", "text"), column("to", "text"), column("customers", "count"), column("revenueBefore", "money"), column("revenueAfter", "money")],
    rows: flows.map((flow) => [nameIn(before, flow.from, "new customers"), nameIn(after, flow.to, "gone"), flow.customers, flow.revenueBeforeCents, flow.revenueAfterCents]),
  };
}

/** The methods of a comparison, side by side. */
export function methodNumbers(methods: readonly ComparedMethod[]): AggregateTable {
  return {
    caption: "Methods compared",
    columns: [
      column("method", "text"), column("settings", "text"), column("segments", "count"), column("customers", "count"), column("unassigned", "count"), column("silhouette"), column("silhouetteCustomers", "count"),
      column("meanJaccard"), column("leastJaccard"), column("resamples", "count"), column("smallestShare", "share"), column("granularity"), column("tookMs"),
    ],
    rows: methods.map(({ name, settings, segments, customers, unassigned, silhouette, silhouetteCustomers, stability, smallestShare, granularity, tookMs }) => [
      name, settings, segments.length, customers, unassigned, silhouette, silhouetteCustomers,
      stability?.mean ?? null, stability?.least ?? null, stability?.basis.resamples ?? null, smallestShare, granularity, tookMs,
    ]),
  };
}

/** The adjusted Rand index of any two methods: one row and one column a method. */
export function squareNumbers(rows: readonly { key: string; name: string; values: readonly (number | null)[] }[]): AggregateTable {
  return { caption: "Adjusted Rand index of any two methods", columns: [column("method", "text"), ...rows.map(({ key }) => column(key))], rows: rows.map(({ name, values }) => [name, ...values]) };
}

/** Agreement with a refit by months since the fit: each curve's points one after the other. */
export function decayNumbers(curves: readonly DecayCurve[]): AggregateTable {
  const spread = (name: string): AggregateColumn[] => ["Low", "Median", "High"].map((end) => column(`${name}${end}`));
  return {
    caption: "Agreement with a refit by months since the fit",
    columns: [column("method", "text"), column("months", "count"), column("runs", "count"), ...spread("ari"), ...spread("ariRecencyFrozen"), ...spread("misplacedShare"), column("keeps", "share")],
    rows: curves.flatMap(({ method, points }) => points.map(({ months, plain, held, misplaced, keeps }) => [
      method, months, held.runs, plain.low, plain.median, plain.high, held.low, held.median, held.high, misplaced.low, misplaced.median, misplaced.high, keeps,
    ])),
  };
}

/** Population stability index of each part of the order flow, one row a month. */
export function driftNumbers({ months, flows }: MaintenanceReport["drift"]): AggregateTable {
  return {
    caption: "Population stability index against the base period, by month",
    columns: [column("month", "month"), ...flows.map(({ flow }) => column(flow))],
    rows: months.map((month, i) => [month, ...flows.map(({ psi }) => psi[i] ?? null)]),
  };
}
