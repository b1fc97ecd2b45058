import type { Migration, MigrationFlow, MigrationSide } from "@/lib/types/migration";

/** Members of one side, ascending by key; entry i of all arrays is one customer. */
export type SideMembers = { customerKeys: ArrayLike<number>; segments: ArrayLike<number>; revenueCents: ArrayLike<number> };

export type MigrationInput = {
  before: { side: Omit<MigrationSide, "customers" | "groups">; members: SideMembers; groups: MigrationGroups };
  after: { side: Omit<MigrationSide, "customers" | "groups">; members: SideMembers; groups: MigrationGroups };
  /** group of the later side that is the same persona as each of the earlier; absent = none */
  same: ReadonlyMap<number, number>;
};

type MigrationGroups = readonly Omit<MigrationSide["groups"][number], "customers" | "revenueCents">[];

const money = (members: SideMembers, i: number): number => {
  const cents = members.revenueCents[i] ?? NaN;
  return Number.isFinite(cents) ? cents : 0;
};

class Flows {
  private readonly flows = new Map<number, MigrationFlow>();

  add(from: number | null, to: number | null, before: number, after: number): void {
    // a million customers pass here: a key of numbers, and added up in place
    const key = ((from ?? -1) + 1) * 65_536 + (to ?? -1) + 1;
    let flow = this.flows.get(key);
    if (flow === undefined) this.flows.set(key, (flow = { from, to, customers: 0, revenueBeforeCents: 0, revenueAfterCents: 0 }));
    flow.customers++;
    flow.revenueBeforeCents += before;
    flow.revenueAfterCents += after;
  }

  sorted(): MigrationFlow[] {
    const place = (index: number | null): number => index ?? Infinity;
    const order = (a: number, b: number): number => (a === b ? 0 : a - b);
    return [...this.flows.values()].sort((a, b) => order(place(a.from), place(b.from)) || order(place(a.to), place(b.to)));
  }
}

function sideOf({ side, groups }: MigrationInput["before"], flows: readonly MigrationFlow[], end: "from" | "to"): MigrationSide {
  const counted = groups.map((group) => {
    const own = flows.filter((flow) => flow[end] === group.index);
    const revenue = (flow: MigrationFlow) => (end === "from" ? flow.revenueBeforeCents : flow.revenueAfterCents);
    return { ...group, customers: own.reduce((sum, flow) => sum + flow.customers, 0), revenueCents: own.reduce((sum, flow) => sum + revenue(flow), 0) };
  });
  return { ...side, groups: counted, customers: counted.reduce((sum, group) => sum + group.customers, 0) };
}

/**
 * Who went from which group to which, in customers and in what they had spent by either day.
 * Nobody is lost on the way: the flows out of a group are its customers, those into a group too,
 * newcomers come from null and those who are gone go to null.
 */
export function migration({ before, after, same }: MigrationInput): Migration {
  const flows = new Flows();
  const [was, is] = [before.members, after.members];
  let i = 0;
  let j = 0;
  while (i < was.customerKeys.length || j < is.customerKeys.length) {
    const left = was.customerKeys[i] ?? Infinity;
    const right = is.customerKeys[j] ?? Infinity;
    const from = left <= right ? (was.segments[i] ?? null) : null;
    const to = right <= left ? (is.segments[j] ?? null) : null;
    flows.add(from, to, left <= right ? money(was, i) : 0, right <= left ? money(is, j) : 0);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const list = flows.sorted();
  const total = (isCounted: (flow: MigrationFlow) => boolean): number => list.filter(isCounted).reduce((sum, flow) => sum + flow.customers, 0);
  return {
    before: sideOf(before, list, "from"),
    after: sideOf(after, list, "to"),
    flows: list,
    newcomers: total(({ from }) => from === null),
    gone: total(({ to }) => to === null),
    common: total(({ from, to }) => from !== null && to !== null),
    moved: total(({ from, to }) => from !== null && to !== null && same.get(from) !== to),
  };
}
