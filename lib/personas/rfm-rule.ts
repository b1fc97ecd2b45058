import type { RfmGrouping } from "@/lib/cluster/rfm-plan";
import { formatDays } from "@/lib/format/duration";
import type { MoneyStyle } from "@/lib/format/money";
import type { FeatureName } from "@/lib/types/features";
import type { PersonaRule, RuleCondition } from "@/lib/types/quality";
import { simplified } from "./boxes";
import { ruleWords } from "./rule-words";

type Rules = Pick<RfmGrouping, "parameters" | "cuts">;

/** Values of a feature that get a score: above one bound, up to and with the other. */
type Band = { feature: FeatureName; above: number; atMost: number };

/** Days, orders and minor units are whole, so a bound between two of them is the lower one. */
function bandOf(feature: FeatureName, cuts: readonly number[], place: number): Band {
  const bound = (at: number): number => (at < 0 ? -Infinity : at < cuts.length ? Math.floor(cuts[at] ?? Infinity) : Infinity);
  return { feature, above: bound(place - 2), atMost: bound(place - 1) };
}

function conditionsOf(bands: readonly Band[]): RuleCondition[] {
  return bands.flatMap(({ feature, above, atMost }) => [
    ...(above > -Infinity ? [{ feature, relation: "above" as const, value: above }] : []),
    ...(atMost < Infinity ? [{ feature, relation: "at most" as const, value: atMost }] : []),
  ]);
}

/** A band nobody can lie in: equal cut points, a score beyond the last of them, or no whole number between. */
const isMet = ({ above, atMost }: Band): boolean => above < atMost && above < Infinity;

/** The boxes of raw values that score one cell of the table. */
function boxesOf({ parameters: { table }, cuts }: Rules, cell: string): Band[][] {
  const [recency, second] = [Number(cell[0]), Number(cell[1])];
  const days = bandOf("recencyDays", cuts.recencyDays, table.bins + 1 - recency);
  const orders = (score: number): Band => bandOf("orderCount", cuts.orderCount, score);
  const orderScores = Array.from({ length: cuts.orderCount.length + 1 }, (_, i) => i + 1);
  if (table.axis === "frequency") return second > orderScores.length ? [] : [[days, orders(second)]];
  const once: Band = { feature: "orderCount", above: -Infinity, atMost: 1 };
  const more = (band: Band): Band => ({ ...band, above: Math.max(band.above, 1) });
  return orderScores.flatMap((f) => Array.from({ length: table.bins }, (_, i) => i + 1).flatMap((m) => {
    const mean = Math.floor((f + m + 1) / 2);
    const spend = bandOf("revenueCents", cuts.revenueCents, m);
    const atMostOnce: Band = { ...orders(f), atMost: Math.min(orders(f).atMost, once.atMost) };
    return [
      ...(mean === second ? [[days, more(orders(f)), spend]] : []),
      ...(Math.min(2, mean) === second ? [[days, atMostOnce, spend]] : []),
    ];
  }));
}

const recencyWords = ({ above, atMost }: Band, locale: string): string =>
  atMost === Infinity ? `last ordered more than ${formatDays(above, locale)} ago` : above < 0 ? `last ordered within ${formatDays(atMost, locale)}` : `last ordered ${above} to ${formatDays(atMost, locale)} ago`;

/** Cells of a table over the mean of two scores, said as scores: its boxes would be dozens. */
function scoreWords({ parameters: { table }, cuts }: Rules, cells: readonly string[], locale: string): string {
  const secondsOf = (recency: number): string => cells.filter((cell) => Number(cell[0]) === recency).map((cell) => cell.slice(1)).sort().join(" or ");
  const scores = [...new Set(cells.map((cell) => Number(cell[0])))].sort((a, b) => b - a);
  // neighbours that take the same second scores are one stretch of days
  const stretches: { from: number; to: number; seconds: string }[] = [];
  for (const recency of scores) {
    const last = stretches.at(-1);
    const seconds = secondsOf(recency);
    if (last !== undefined && last.to === recency + 1 && last.seconds === seconds) last.to = recency;
    else stretches.push({ from: recency, to: recency, seconds });
  }
  const phrases = stretches.map(({ from, to, seconds }) => {
    const fresh = bandOf("recencyDays", cuts.recencyDays, table.bins + 1 - from);
    const old = bandOf("recencyDays", cuts.recencyDays, table.bins + 1 - to);
    const days = fresh.above === -Infinity && old.atMost === Infinity ? "whenever they last ordered" : recencyWords({ ...fresh, atMost: old.atMost }, locale);
    return `${days}, orders and spend together scored ${seconds} of ${table.bins}`;
  });
  const words = phrases.join("; or ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/**
 * The rule of each segment of an RFM run, exact: the cells it takes in raw units. Precision and
 * recall are 1 because the rule is what makes the segment.
 *
 * @param sizes members of each segment, in the order of the grouping's names
 * @returns rules in the order of the names; null for a lone segment, which needs none
 */
export function rfmRules(grouping: Rules & Pick<RfmGrouping, "names">, sizes: readonly number[], money: MoneyStyle): (PersonaRule | null)[] {
  const { names, parameters: { table } } = grouping;
  if (names.length < 2) return names.map(() => null);
  const customers = sizes.reduce((sum, size) => sum + size, 0);
  return names.map((name, i) => {
    const cells = table.rules.find((rule) => rule.name === name)?.cells ?? [];
    const branches = simplified(cells.flatMap((cell) => boxesOf(grouping, cell)).filter((bands) => bands.every(isMet)).map(conditionsOf));
    const members = sizes[i] ?? 0;
    return {
      kind: "rule", isExact: true, branches,
      words: table.axis === "frequency" ? ruleWords(branches, money) : scoreWords(grouping, cells, money.locale),
      fidelity: { precision: 1, recall: 1, members, picked: members, hits: members, fittedCustomers: customers, judgedCustomers: customers },
    };
  });
}
