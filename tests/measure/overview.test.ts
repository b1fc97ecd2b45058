import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overviewFinding, pairedFinding, revenueFinding } from "@/lib/measure/findings-overview";
import { nobody } from "@/lib/measure/buyers";
import { kpiFacts } from "@/lib/measure/kpi-sql";
import { changeZ, getKpi, kpiReadings, kpis } from "@/lib/measure/kpis";
import { type MoverRow, movers, type MoversInput, walkMembers } from "@/lib/measure/movers";
import { overviewNotices, type NoticeFacts } from "@/lib/measure/notices";
import { periodText, readPeriod } from "@/lib/format/period-text";
import { lastFullMonth, moversSince, periodOf } from "@/lib/measure/period";
import { revenueBands } from "@/lib/measure/revenue-bands";
import { kpiKeys, type KpiFacts, periodPresets, type PersonaShare } from "@/lib/types/overview";

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

const facts = (part: Partial<KpiFacts>): KpiFacts => ({ ...kpiFacts(undefined, nobody), ...part });
/** n orders of 100.00 by n customers, all reviewed 4, all delivered, `onTime` of them on time. */
const shop = (n: number, onTime = n): KpiFacts =>
  facts({ orders: n, customers: n, newCustomers: n, ordersSquared: n, revenueCents: n * 10_000, revenueSquared: n * 1e8, reviews: n, reviewSum: 4 * n, reviewSquared: 16 * n, delivered: n, onTime });

const persona = (index: number, name: string, customers: number, revenueShare: number): PersonaShare => ({
  index, name, customers, revenueShare,
  valueWord: name.replace(/ (New|Lost)$/, "") as PersonaShare["valueWord"],
  lifecycle: name.endsWith(" New") ? "New" : name.endsWith(" Lost") ? "Lost" : null,
  customerShare: customers / 1000, revenueCents: revenueShare * 1e6,
});

describe("KPIs", () => {
  test("the registry defines every key once, with name, formula, unit and direction", () => {
    expect(kpis.map((kpi) => kpi.key)).toEqual([...kpiKeys]);
    for (const kpi of kpis) expect(kpi.formula.length).toBeGreaterThan(10);
  });
  test("formulas by hand: 4 orders by 3 customers, one of them twice", () => {
    const f = facts({ orders: 4, customers: 3, repeatCustomers: 1, revenueCents: 10_000, reviews: 2, reviewSum: 9, delivered: 4, onTime: 3 });
    const value = (key: (typeof kpiKeys)[number]) => getKpi(key).value(f);
    expect(value("averageOrder")).toBe(2500);
    expect(value("repeatRate")).toBeCloseTo(1 / 3, 12);
    expect(value("ordersPerCustomer")).toBeCloseTo(4 / 3, 12);
    expect(value("reviewScore")).toBe(4.5);
    expect(value("onTimeShare")).toBe(0.75);
  });
  test("an empty window has no mean and no share, only zero counts", () => {
    const none = facts({});
    expect(kpis.map((kpi) => kpi.value(none))).toEqual([0, 0, 0, 0, null, null, null, null, null]);
    expect(kpiReadings({ now: none, before: none, lastYear: null, months: [] }).every((r) => r.verdict === "same")).toBe(true);
  });
  test("1000 against 1030 orders is chance, 1000 against 1300 is not", () => {
    expect(kpiReadings({ now: shop(1000), before: shop(1030), lastYear: null, months: [] })[1]?.verdict).toBe("same");
    expect(kpiReadings({ now: shop(1000), before: shop(1300), lastYear: null, months: [] })[1]?.verdict).toBe("worse");
    expect(changeZ(getKpi("orders"), shop(1000), shop(1300))).toBeCloseTo(-300 / Math.sqrt(2300), 10);
  });
  test("a change of direction flips the verdict, whatever the windows", () => {
    fc.assert(fc.property(fc.integer({ min: 50, max: 5000 }), fc.integer({ min: 50, max: 5000 }), (a, b) => {
      const flip = { better: "worse", worse: "better", same: "same" } as const;
      const there = kpiReadings({ now: shop(a), before: shop(b), lastYear: null, months: [] });
      const back = kpiReadings({ now: shop(b), before: shop(a), lastYear: null, months: [] });
      expect(back.map((r) => r.verdict)).toEqual(there.map((r) => flip[r.verdict]));
    }), { seed: 3, numRuns: 50 });
  });
});

describe("periods", () => {
  test("90 days end on the last day and are compared with the 90 before", () => {
    const period = periodOf("90", day("2017-01-01"), day("2018-08-29"));
    expect(period.span).toEqual({ from: day("2018-06-01"), to: day("2018-08-29") });
    expect(period.before).toEqual({ from: day("2018-03-03"), to: day("2018-05-31") });
  });
  test("the same days a year before are as many weekends", () => {
    expect(periodOf("90", day("2017-01-01"), day("2018-08-29")).lastYear).toEqual({ from: day("2017-06-02"), to: day("2017-08-30") });
    expect(periodOf("90", day("2017-06-03"), day("2018-08-29")).lastYear).toBeNull();
  });
  test("without enough days before there is no comparison", () => {
    expect(periodOf("365", day("2017-01-01"), day("2018-08-29")).before).toBeNull();
    expect(periodOf("all", 10, 20)).toEqual({ preset: "all", span: { from: 10, to: 20 }, before: null, lastYear: null });
  });
  test.each([
    ["month", "2018-08-01..2018-08-29", "2018-07-01..2018-07-29", "2017-08-01..2017-08-29"],
    ["quarter", "2018-07-01..2018-08-29", "2018-04-01..2018-05-29", "2017-07-01..2017-08-29"],
    ["year", "2018-01-01..2018-08-29", "2017-01-01..2017-08-29", null],
    ["12months", "2017-08-30..2018-08-29", null, null],
  ] as const)("this %s so far is compared up to the same day of the one before, and with the same dates a year before", (preset, span, before, lastYear) => {
    const period = periodOf(preset, day("2016-09-04"), day("2018-08-29"));
    expect([period.span, period.before, period.lastYear].map((one) => (one === null ? null : periodText(one)))).toEqual([span, before, lastYear]);
  });
  test("the month before a longer one ends on its own last day", () => {
    expect(periodOf("month", 0, day("2018-03-31")).before).toEqual({ from: day("2018-02-01"), to: day("2018-02-28") });
  });
  test("chosen days are cut to the data, and compared with as many before", () => {
    const period = periodOf({ from: day("2018-08-10"), to: day("2018-12-31") }, day("2018-07-01"), day("2018-08-29"));
    expect(period).toEqual({ preset: "custom", span: { from: day("2018-08-10"), to: day("2018-08-29") }, before: { from: day("2018-07-21"), to: day("2018-08-09") }, lastYear: null });
  });
  test("every period ends within the data and does not overlap what it is compared with", () => {
    const choice = fc.oneof(fc.constantFrom(...periodPresets), fc.record({ from: fc.integer({ min: 0, max: 30_000 }), to: fc.integer({ min: 0, max: 30_000 }) }));
    fc.assert(fc.property(choice, fc.integer({ min: 10_000, max: 19_000 }), fc.integer({ min: 0, max: 2000 }), (chosen, first, days) => {
      const { span, before, lastYear } = periodOf(chosen, first, first + days);
      expect(span.from >= first && span.from <= span.to && span.to <= first + days).toBe(true);
      for (const other of [before, lastYear]) if (other !== null) expect(other.from >= first && other.from <= other.to).toBe(true);
      if (before !== null) expect(before.to).toBeLessThan(span.from);
    }), { seed: 8, numRuns: 200 });
  });
  test("what an address says of a period is read back as it was, and anything else is nothing", () => {
    for (const preset of periodPresets) expect(readPeriod(periodText(preset))).toBe(preset);
    expect(readPeriod(periodText({ from: 17_000, to: 17_100 }))).toEqual({ from: 17_000, to: 17_100 });
    for (const text of ["", "91", "2018-01-01", "2018-01-01..", "2018-02-30..2018-03-01", "a..b", "2018-01-01..2018-01-02..2018-01-03"]) expect(readPeriod(text)).toBeNull();
  });
  test("a month counts as full with at most two days missing", () => {
    expect(lastFullMonth(day("2018-08-29"))).toBe(2018 * 12 + 7);
    expect(lastFullMonth(day("2018-08-28"))).toBe(2018 * 12 + 6);
    expect(lastFullMonth(day("2018-02-26"))).toBe(2018 * 12 + 1);
  });
});

describe("findings", () => {
  test("a fall beyond chance is said with its size, chance as such", () => {
    expect(overviewFinding(kpiReadings({ now: shop(1000, 900), before: shop(1300, 1000), lastYear: null, months: [] }), "en")).toBe("Revenue fell 23.1%; on-time share rose to 90.0% (+13.1\u00a0pts).");
    expect(overviewFinding(kpiReadings({ now: shop(1000), before: shop(1010), lastYear: null, months: [] }), "en")).toBe("Revenue kept its level, within chance.");
    expect(overviewFinding(kpiReadings({ now: shop(1000), before: null, lastYear: null, months: [] }), "en")).toBe("Revenue has no period before to compare with.");
  });
  test("the persona whose revenue exceeds its head count most is named by its shares, from five points on", () => {
    const rich = [persona(0, "Cheap", 914, 0.665), persona(1, "Highest Paying", 86, 0.335)];
    expect(pairedFinding(rich, "en")).toBe("8.6% of customers bring 33.5% of revenue");
    expect(pairedFinding([persona(0, "Cheap", 500, 0.48), persona(1, "Impulse", 500, 0.52)], "en")).toBe("Every group brings about its share of revenue");
    expect(pairedFinding([], "en")).toBe("Every group brings about its share of revenue");
  });
});

describe("revenue bands", () => {
  const names = ["Impulse", "Cheap", "Highest Paying", "Impulse New", "Cheap New", "Cheap Lost", "Best", "Promising", "Loyal"];
  const personas = names.map((name, i) => persona(i, name, 100, i < 6 ? 0.16 : 0.01));
  const rows = personas.flatMap((p) => [{ month: 10, segment: p.index, revenue_cents: p.revenueShare * 1000 }, { month: 12, segment: p.index, revenue_cents: p.revenueShare * 500 }]);
  test("more than seven bands: personas under 2% become Repeat buyers at the bottom", () => {
    const { months, bands } = revenueBands(rows, personas);
    expect(months).toEqual([10, 11, 12]);
    expect(bands[0]).toMatchObject({ name: "Repeat buyers", merged: ["Best", "Promising", "Loyal"] });
    expect(bands).toHaveLength(7);
    expect(revenueFinding({ months, bands }, "en")).toContain("three repeat-buyer personas bring 3%");
  });
  test("no revenue is lost or made: bands add up to the rows, a gap is zero", () => {
    const withOutsiders = [...rows, { month: 12, segment: null, revenue_cents: 77 }];
    const { bands } = revenueBands(withOutsiders, personas);
    const total = bands.flatMap((b) => b.values).reduce((a, b) => a + b, 0);
    expect(total).toBeCloseTo(withOutsiders.reduce((sum, r) => sum + r.revenue_cents, 0), 9);
    expect(bands.every((b) => b.values[1] === 0)).toBe(true);
    expect(bands.at(-1)).toMatchObject({ name: "No persona", valueWord: null });
  });
  test("without sales there is nothing to draw", () => {
    expect(revenueBands([], personas)).toEqual({ months: [], bands: [] });
  });
});

/** One row a customer, as the query adds them up. */
function rowsOf(input: MoversInput): MoverRow[] {
  const rows: MoverRow[] = [];
  walkMembers(input, ({ from, to, lastDay, revenueCents }) => {
    rows.push({ was: from < 0 ? null : from, now: to, silent_day: from !== to && lastDay <= input.since ? lastDay : null, customers: 1, revenue_cents: revenueCents });
  });
  return rows;
}

describe("movers", () => {
  const days: MoversInput = {
    segments: [], since: 100,
    before: { customerKeys: [1, 2, 3, 4], segments: [0, 0, 0, 1] },
    after: { customerKeys: [1, 2, 3, 4, 9], segments: [2, 2, 1, 1, 0] },
    lastSales: { customerKeys: [1, 2, 3, 4, 9], days: [50, 70, 120, 20, 130], revenueCents: [10, 20, 40, 80, 160], isCounted: [1, 1, 1, 1, 1] },
  };
  const moversOf = (input: MoversInput) => movers({ rows: rowsOf(input), names: ["New", "Best", "Lost"], since: 100, asOf: 150 });
  test("down by silence, up by a new order, with what the movers had spent; newcomers apart", () => {
    expect(moversOf(days)).toEqual({
      since: 100, asOf: 150,
      moves: [
        { from: 0, to: 2, fromName: "New", toName: "Lost", customers: 2, revenueCents: 30, direction: "down", silentDays: 90 },
        { from: 0, to: 1, fromName: "New", toName: "Best", customers: 1, revenueCents: 40, direction: "up", silentDays: null },
      ],
      moved: 3, revenueCents: 70, common: 4, joined: 1, joinedTo: [{ name: "New", customers: 1 }], silentShare: 2 / 3,
    });
  });
  test("a filter and its complement share out movers and newcomers", () => {
    const counted = (isCounted: number[]) => moversOf({ ...days, lastSales: { ...days.lastSales, isCounted } });
    const [some, rest] = [counted([1, 0, 1, 0, 0]), counted([0, 1, 0, 1, 1])];
    expect([some.moved + rest.moved, some.common + rest.common, some.joined + rest.joined]).toEqual([3, 4, 1]);
    expect(moversOf({ ...days, segments: [2] })).toMatchObject({ moved: 2, common: 2, joined: 0 });
  });
  test("nobody there before: nobody moved, everybody joined", () => {
    expect(moversOf({ ...days, before: { customerKeys: [], segments: [] } })).toMatchObject({ moves: [], moved: 0, common: 0, joined: 5, silentShare: 0 });
  });
  test("counted from the day before the period, else from 90 days before its end, else not at all", () => {
    const since = (preset: Parameters<typeof periodOf>[0], first: number) => moversSince(periodOf(preset, first, 1000), first);
    expect(since("30", 0)).toBe(970);
    expect(since("all", 0)).toBe(910);
    expect(since("365", 800)).toBe(910);
    expect(since("all", 950)).toBeNull();
  });
});

describe("notices", () => {
  const calm: NoticeFacts = {
    locale: "en", lastDay: 100, refreshBy: null, repeatRate: 0.3, months: [], lastImport: null, failedImport: null, contacts: { customers: 10, withEmail: 9 }, mayImport: true, sales: 10, uncounted: [],
    live: { asOf: 100, isOldSnapshot: false, isRepublished: false, age: null, ordersSinceShare: 0, segments: [{ index: 0, name: "Best", customers: 9, borderlineShare: 0.1 }] },
  };
  test("a calm shop has none", () => expect(overviewNotices(calm)).toEqual([]));
  test("each rule fires at its limit, most urgent first", () => {
    const noisy = overviewNotices({
      ...calm, repeatRate: 0.03, lastDay: 130,
      live: { asOf: 100, isOldSnapshot: true, isRepublished: false, age: null, ordersSinceShare: 0.124, segments: [{ index: 3, name: "Loyal", customers: 90, borderlineShare: 0.41 }] },
      months: [{ month: 24_222, facts: shop(1000, 987) }, { month: 24_223, facts: shop(1000, 900) }],
      lastImport: { id: 15, rejected: 265, pending: 3, rows: 1_550_922 }, failedImport: { id: 16, reason: "The disk is full." }, contacts: { customers: 100, withEmail: 40 },
    });
    expect(noisy.map((n) => n.key)).toEqual(["failed", "stale", "late", "borderline", "pending", "repeat", "contacts", "rejects"]);
    expect(noisy.map((n) => n.title)).toEqual([
      "Import 16 failed", "The live segmentation is older than the data", "Late deliveries rose to 10.0% in Aug 2018", "41% of Loyal members are borderline",
      "3 rows of import 15 wait for an order or customer", "Order count carries little information", "60% of customers have no e-mail address", "Import 15 rejected 265 of 1,550,922 rows",
    ]);
    expect(noisy[1]?.text).toContain("12% of all sales came after the fit.");
    expect(overviewNotices({ ...calm, contacts: { customers: 10, withEmail: 5 } })).toEqual([]);
  });
  test("what only an admin can mend leads nobody else to a closed door", () => {
    const theirs = overviewNotices({ ...calm, mayImport: false, failedImport: { id: 2, reason: null }, contacts: { customers: 9, withEmail: 0 }, lastImport: { id: 1, rejected: 1, pending: 1, rows: 9 } });
    expect(theirs.map((n) => [n.key, n.href])).toEqual([["failed", null], ["pending", null], ["contacts", null], ["rejects", null]]);
  });
  test("orders since the fit count like customers since the fit", () => {
    const fitted = { ...calm, live: { ...calm.live!, age: { fittedAsOf: 60, days: 40, newcomerShare: 0.02 } } }; // the calm shop has a live run
    expect(overviewNotices({ ...fitted, live: { ...fitted.live, ordersSinceShare: 0.09 } })).toEqual([]);
    expect(overviewNotices({ ...fitted, live: { ...fitted.live, ordersSinceShare: 0.1 } }).map((n) => n.key)).toEqual(["aged"]);
  });
  test("a refit that the contract asks for is due on its day, before any word on age", () => {
    const aged = { ...calm, live: { ...calm.live!, age: { fittedAsOf: 60, days: 40, newcomerShare: 0.25 } } }; // the calm shop has a live run
    expect(overviewNotices(aged).map((n) => n.title)).toEqual(["25% of customers are newer than the model"]);
    expect(overviewNotices({ ...aged, refreshBy: 101 }).map((n) => n.key)).toEqual(["aged"]);
    expect(overviewNotices({ ...aged, refreshBy: 100 }).map((n) => [n.key, n.href])).toEqual([["refresh", "/maintenance"]]);
  });
  test("another snapshot of the same days is told by what made it", () => {
    const texts = [true, false].map((isRepublished) => overviewNotices({ ...calm, live: { ...calm.live!, isOldSnapshot: true, isRepublished } })[0]?.text); // the calm shop has a live run
    expect(texts[0]).toContain("settings were changed, or an import was undone");
    expect(texts[1]).toContain("New data were imported");
  });
  test("orders whose status nobody knows are named, most urgently where no order is a sale", () => {
    const uncounted = [{ status: "zaplacone", orders: 1200 }, { status: "a", orders: 3 }, { status: "b", orders: 2 }, { status: "c", orders: 1 }];
    const [some] = overviewNotices({ ...calm, uncounted });
    expect(some).toMatchObject({ tone: "info", title: "1,206 orders do not count as a sale", href: "/settings/shop" });
    expect(some?.text).toContain("zaplacone (1,200), a (3), b (2) and 1 more");
    expect(overviewNotices({ ...calm, sales: 0, uncounted, mayImport: false })[0]).toMatchObject({ tone: "warn", title: "No order counts as a sale, so there are no customers", href: null });
  });
  test("a model that none of the customers belongs to is of other data, whatever its age", () => {
    const live = { ...calm.live!, age: { fittedAsOf: 60, days: 40, newcomerShare: 0 }, ordersSinceShare: 1, segments: [{ index: 0, name: "Best", customers: 0, borderlineShare: null }] }; // the calm shop has a live run
    expect(overviewNotices({ ...calm, live }).map(({ key, href }) => [key, href])).toEqual([["strange", "/models/new"]]);
    expect(overviewNotices({ ...calm, sales: 0, live }).map(({ key }) => key)).not.toContain("strange");
  });
  test("without a run the way on is named", () => expect(overviewNotices({ ...calm, live: null })[0]?.href).toBe("/models"));
});
