import { cheapestAssignment } from "@/lib/stats/cheapest-assignment";
import type { Points } from "@/lib/types/features";
import type { Lineage, PersonaMatch, PersonaReturn } from "@/lib/types/lineage";

/** A persona of the earlier run. */
export type EarlierPersona = { index: number; name: string; persona: string; ownName?: string };

export type IdentityInput = {
  earlierId: number;
  earlier: readonly EarlierPersona[];
  later: readonly { index: number; name: string }[];
  /** members of earlier group i and later group j at once, of the customers both runs group */
  overlap: readonly (readonly number[])[];
  /** distance of every earlier group's centroid to every later one's, in the earlier run's space; null = the groups are rules, matched by name */
  distances: readonly (readonly number[])[] | null;
};

/** Two groups are one persona when they share at least half of the customers of either. */
const leastJaccard = 0.5;

/**
 * Which groups of a refit are old personas: the pairing of least total centroid distance, accepted
 * where the two share at least half of their common customers (Jaccard of members >= 0.5). The rest
 * is retired or born, each with its reason. Rules have no centroid: a rule is itself again by name.
 * methods.md section 6.
 */
export function identifyPersonas(input: IdentityInput): Lineage {
  const pairs = input.distances === null ? pairsByName(input) : pairsByDistance(input.distances);
  const matches: PersonaMatch[] = [];
  for (const [from, index] of pairs) {
    const jaccard = jaccardOf(input.overlap, from, index);
    if (input.distances !== null && jaccard < leastJaccard) continue;
    matches.push({ index, from, fromName: input.earlier[from]?.name ?? "", jaccard });
  }
  matches.sort((a, b) => a.index - b.index);
  const isContinued = new Set(matches.map((match) => match.from));
  const isOld = new Set(matches.map((match) => match.index));
  return {
    comparedWith: input.earlierId,
    matches,
    born: input.later.flatMap((_, j) => (isOld.has(j) ? [] : [{ index: j, reason: birthReason(input, j) }])),
    retired: input.earlier.flatMap(({ name, persona }, i) => (isContinued.has(i) ? [] : [{ persona, name, reason: retirementReason(input, i) }])),
  };
}

/** A persona of an older run that may be back, and its customers by group of the later run. */
export type OlderPersona = { run: number; persona: string; name: string; size: number; inLater: readonly number[] };

/**
 * Which newborn groups are personas of older runs again, by the same share of common customers that
 * continues a persona. A group is one persona's, a persona one group's.
 *
 * @param laterSizes customers of each group of the later run
 * @returns the comparison with what is back out of the newborn
 */
export function withReturns(lineage: Lineage, older: readonly OlderPersona[], laterSizes: readonly number[]): Lineage {
  const isTaken = new Set<number>();
  const returned = older.flatMap(({ run, persona, name, size, inLater }): PersonaReturn[] => {
    const index = largest(inLater);
    const both = inLater[index] ?? 0;
    const jaccard = both / Math.max(1, size + (laterSizes[index] ?? 0) - both);
    if (jaccard < leastJaccard || isTaken.has(index) || !lineage.born.some((one) => one.index === index)) return [];
    isTaken.add(index);
    return [{ index, persona, name, run, jaccard }];
  });
  return { ...lineage, returned, born: lineage.born.filter(({ index }) => !isTaken.has(index)) };
}

function pairsByDistance(distances: readonly (readonly number[])[]): [number, number][] {
  return cheapestAssignment(distances).flatMap((column, row): [number, number][] => (column < 0 ? [] : [[row, column]]));
}

function pairsByName({ earlier, later }: IdentityInput): [number, number][] {
  return earlier.flatMap(({ name, ownName }, i): [number, number][] => {
    const j = later.findIndex((one) => one.name === (ownName ?? name));
    return j < 0 ? [] : [[i, j]];
  });
}

const rowTotal = (overlap: IdentityInput["overlap"], i: number): number => (overlap[i] ?? []).reduce((sum, count) => sum + count, 0);
const columnTotal = (overlap: IdentityInput["overlap"], j: number): number => overlap.reduce((sum, row) => sum + (row[j] ?? 0), 0);

function jaccardOf(overlap: IdentityInput["overlap"], i: number, j: number): number {
  const both = overlap[i]?.[j] ?? 0;
  const either = rowTotal(overlap, i) + columnTotal(overlap, j) - both;
  return either === 0 ? 0 : both / either;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Index of the largest, the first of equals; -1 for none or all zero. */
function largest(counts: readonly number[]): number {
  return counts.reduce((best, count, i) => (count > (best < 0 ? 0 : (counts[best] ?? 0)) ? i : best), -1);
}

function birthReason({ earlier, overlap }: IdentityInput, j: number): string {
  const origin = largest(overlap.map((row) => row[j] ?? 0));
  const total = columnTotal(overlap, j);
  const name = earlier[origin]?.name;
  if (name === undefined || total === 0) return "Born: none of its customers were grouped before.";
  const share = (overlap[origin]?.[j] ?? 0) / total;
  return `Born: ${percent(share)} of its customers come from ${name}, but the two share only ${percent(jaccardOf(overlap, origin, j))} of their members.`;
}

function retirementReason({ later, overlap }: IdentityInput, i: number): string {
  const row = overlap[i] ?? [];
  const heir = largest(row);
  const total = rowTotal(overlap, i);
  const name = later[heir]?.name;
  if (name === undefined || total === 0) return "Retired: no customer belongs to it any more.";
  return `Retired: ${percent((row[heir] ?? 0) / total)} of its customers went to ${name}, but the two share only ${percent(jaccardOf(overlap, i, heir))} of their members.`;
}

/**
 * Mean position of each group's members: its centroid in the space of `points`, which need not be the
 * space it was fitted in. An empty group stands at the origin.
 *
 * @param labels n group indices in 0..k-1
 * @returns k centroids of d numbers
 */
export function centroidsIn(points: Points, labels: ArrayLike<number>, k: number): number[][] {
  const { values, n, d } = points;
  const sums = Array.from({ length: k }, () => new Array<number>(d).fill(0));
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < n; i++) {
    const label = labels[i] ?? 0;
    const sum = sums[label];
    if (!sum) continue;
    sizes[label] = (sizes[label] ?? 0) + 1;
    for (let j = 0; j < d; j++) sum[j] = (sum[j] ?? 0) + (values[i * d + j] ?? 0);
  }
  return sums.map((sum, c) => sum.map((total) => total / Math.max(1, sizes[c] ?? 0)));
}

/** Straight-line distance of every centroid of one list to every one of the other. */
export function distancesBetween(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((from) => b.map((to) => Math.sqrt(from.reduce((sum, value, j) => sum + (value - (to[j] ?? 0)) ** 2, 0))));
}
