import type { CrossGroup } from "@/components/charts/cross-map";
import type { ComparedPoint } from "@/components/models/comparison-chart";
import type { PersonaLook } from "@/components/theme";
import { comparedKeys, type ComparedKey, type ComparedMethod, type Comparison } from "@/lib/types/comparison";
import { finestThatHolds, holds, pairOf, segmentCount } from "@/lib/measure/comparison-findings";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { agreementFinding } from "@/lib/measure/agreement";
import { valueWords } from "@/lib/types/segmentation";

/** Each method with what the table says of it. */
export function tableMethods({ methods }: Comparison, locale: string) {
  const finest = finestThatHolds(methods);
  return methods.map((method) => ({ ...method, count: segmentCount(method, locale), holds: holds(method), isFinest: method === finest }));
}

/** The methods that have a silhouette, as points. */
export function chartPoints({ methods }: Comparison): ComparedPoint[] {
  const finest = finestThatHolds(methods);
  return methods.flatMap((method) => (method.silhouette === null ? [] : [{ key: method.key, name: method.name, granularity: method.granularity, silhouette: method.silhouette, holds: holds(method), isFinest: method === finest }]));
}

/** The two methods of the address, else the finest and the seven RFM segments. */
export function chosenPair({ methods, pairs }: Comparison, a: string | null, b: string | null): [ComparedKey, ComparedKey] {
  const known = (key: string | null): ComparedKey | undefined => comparedKeys.find((one) => one === key && methods.some((method) => method.key === one));
  const finest = finestThatHolds(methods)?.key;
  const first = known(a) ?? finest ?? "kmeans";
  const second = known(b) ?? (["rfm7", "kmeans", "rfm11"] as const).find((key) => key !== first && pairOf(pairs, first, key) !== null) ?? "rfm7";
  return [first, second];
}

/** Personas keep their colour; segments by rules have none. */
function lookOf(name: string): PersonaLook {
  const lifecycle = name.endsWith(" New") ? "New" : name.endsWith(" Lost") ? "Lost" : null;
  const word = lifecycle === null ? name : name.slice(0, -lifecycle.length - 1);
  return { valueWord: valueWords.find((one) => one === word) ?? null, lifecycle };
}

const named: readonly ComparedKey[] = ["kmeans", "minibatch"];

function groupsOf({ key, segments }: ComparedMethod): CrossGroup[] {
  const none: PersonaLook = { valueWord: null, lifecycle: null };
  return segments.map(({ name }, i) => ({ key: String(i), name, ...(named.includes(key) ? lookOf(name) : none) }));
}

/** The cross table of two methods with its finding; null where they were not compared. */
export function pairPart({ methods, pairs }: Comparison, [a, b]: [ComparedKey, ComparedKey], locale: string) {
  const pair = pairOf(pairs, a, b);
  const [first, second] = [a, b].map((key) => methods.find((method) => method.key === key));
  if (pair === null || first === undefined || second === undefined) return null;
  return {
    finding: agreementFinding(pair.counts, first.segments, (share) => formatPercent(share, locale, 0)),
    note: `Where the segments of ${first.name} (rows) lie in ${second.name} (columns), share of the row; ${formatNumber(pair.customers, locale)} customers that both label. Adjusted Rand index ${formatNumber(pair.adjustedRandIndex, locale, 3)}.`,
    rows: groupsOf(first),
    columns: groupsOf(second),
    counts: pair.counts,
    caption: `Customers by segment of ${first.name} and of ${second.name}`,
  };
}
