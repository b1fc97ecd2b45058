import type { CustomerFilter } from "@/lib/types/customer-filter";
import type { PersonaRule, RuleCondition, RuleFidelity } from "@/lib/types/quality";

/** A piece of a rule's sentence; `isValue` holds the bound, the rest is the frame around it. */
export type RulePart = { text: string; isValue: boolean };

const value = /\b(once|twice|at most|more than|within|\d)/;

/** The sentence of a rule with its bounds apart: "last ordered " and "more than 380 days ago". */
export function ruleParts(words: string): RulePart[] {
  const pieces = words.split(/(, (?=[a-z])|; or )/);
  return pieces.flatMap((piece, i): RulePart[] => {
    const begin = piece.search(value);
    if (i % 2 === 1 || begin < 0) return [{ text: piece, isValue: false }];
    const end = piece.endsWith(".") ? piece.length - 1 : piece.length;
    return [
      { text: piece.slice(0, begin), isValue: false },
      { text: piece.slice(begin, end), isValue: true },
      { text: piece.slice(end), isValue: false },
    ].filter(({ text }) => text !== "");
  });
}

/**
 * Mean of recall and specificity, 0-1: a rule that picks everybody, or nobody, gets 0.5.
 * Recall alone where everybody is a member.
 */
export function balancedFidelity({ recall, members, picked, hits, judgedCustomers }: RuleFidelity): number {
  const others = judgedCustomers - members;
  return others <= 0 ? recall : (recall + 1 - (picked - hits) / others) / 2;
}

const filtered = { recencyDays: "recencyDays", orderCount: "orderCount", revenueCents: "spendCents" } as const;
type Filtered = keyof typeof filtered;
type RuleFilter = Pick<CustomerFilter, (typeof filtered)[Filtered]>;

const isFiltered = (feature: string): feature is Filtered => feature in filtered;

function narrowed(filter: RuleFilter, { feature, relation, value: bound }: RuleCondition): RuleFilter | null {
  if (!isFiltered(feature)) return null;
  const key = filtered[feature];
  const { min, max } = filter[key];
  // the filtered values are whole, so "above 1.5" begins at 2
  const range = relation === "above" ? { min: Math.max(min ?? 0, Math.floor(bound) + 1), max } : { min, max: Math.min(max ?? Infinity, Math.floor(bound)) };
  return { ...filter, [key]: range };
}

/** The rule as a filter of the customers table; null where it has several branches or asks what the table cannot. */
export function ruleFilter(rule: PersonaRule | null): RuleFilter | null {
  if (rule === null || rule.kind === "none" || rule.branches.length !== 1) return null;
  const open = { min: null, max: null };
  return (rule.branches[0] ?? []).reduce<RuleFilter | null>((filter, condition) => filter && narrowed(filter, condition), { recencyDays: open, orderCount: open, spendCents: open });
}
