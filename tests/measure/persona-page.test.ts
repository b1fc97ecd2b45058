import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { categoryFinding, marginFinding, placeFinding, profileFinding, rhythmFinding, serviceFinding } from "@/lib/measure/findings-persona";
import { marginHistogram, memberMonths, paymentShares, profilePoints, rhythmOf, serviceFacts, stateShares } from "@/lib/measure/persona-page";
import type { RhythmRow } from "@/lib/measure/persona-orders-sql";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { Segment } from "@/lib/types/segmentation";

const row = (month: number, weekday: number, hour: number, orders: number, members: number): RhythmRow => ({ month, weekday, hour, orders, members });
// only what profilePoints reads
const segment = { index: 0, customers: 400, centroid: { recencyDays: 300, orderCount: 1 }, medians: { recencyDays: 310 } } as Partial<Segment> as Segment;

describe("profile", () => {
  const answer = { recency_days_n: 1000, recency_days_mean: 200, recency_days_square: 200 ** 2 + 100 ** 2, recency_days_under_0: 800, recency_days_level_0: 20, recency_days_under_1: 3 };
  test("a rank splits ties in half; notable needs three errors and five points", () => {
    const [point] = profilePoints(answer, segment);
    expect(point).toMatchObject({ feature: "recencyDays", percentile: 0.81, meanAll: 200, meanMembers: 300, isNotable: true });
    const [chance] = profilePoints({ ...answer, recency_days_mean: 299 }, segment);
    expect(chance?.isNotable).toBe(false);
  });
  test("a median that the middle customer shares stands in the middle", () => {
    const [point] = profilePoints({ ...answer, recency_days_under_0: 100, recency_days_level_0: 900 }, segment);
    expect(point).toMatchObject({ percentile: 0.5, isNotable: false });
  });
  test("a median above and a mean below everyone's are no difference", () => {
    const [point] = profilePoints({ ...answer, recency_days_mean: 400 }, segment);
    expect(point).toMatchObject({ percentile: 0.81, isNotable: false });
  });
  test("a mean does not tell in which order an engine added", () => {
    const meanOf = (mean: number) => profilePoints({ ...answer, recency_days_mean: mean }, segment)[0]?.meanAll;
    expect([meanOf(0.1 + 0.2 + 0.3), meanOf(0.3 + 0.2 + 0.1)]).toEqual([0.6, 0.6]);
  });
  test("a feature nobody has is left out", () => expect(profilePoints({}, segment)).toEqual([]));
  const point = (feature: ProfilePoint["feature"], percentile: number, isNotable = true): ProfilePoint => ({ feature, percentile, isNotable, meanAll: 1, meanMembers: 1 });
  test("the heading names what lies farthest from the middle", () => {
    expect(profileFinding([point("recencyDays", 0.9), point("orderCount", 0.98), point("revenueCents", 0.6, false)])).toBe("More orders and more days since last order set them apart; nothing else is clearly different");
    expect(profileFinding([point("recencyDays", 0.1), point("orderCount", 0.98), point("revenueCents", 0.7)])).toBe("More orders and fewer days since last order set them apart most");
    expect(profileFinding([point("recencyDays", 0.5, false)])).toBe("They shop like everyone else, within chance");
  });
});

describe("margins", () => {
  test("every step is there, and the heading names the neighbours", () => {
    const histogram = marginHistogram([{ bin: 0, customers: 3 }, { bin: 4, customers: 7 }], [{ segment: 1, customers: 2 }, { segment: 0, customers: 1 }]);
    expect(histogram.counts).toHaveLength(20);
    expect(histogram.members).toBe(10);
    expect(marginFinding(histogram, 0.3, ["Best", "Loyal"], "en")).toBe("30% sit on the border with Loyal or Best");
    expect(marginFinding(marginHistogram([], []), 0, [], "en")).toBe("0% sit on a border");
  });
});

describe("rhythm", () => {
  test("months outside the members' are no comparison", () => {
    const rows = [row(12, 0, 9, 100, 0), row(13, 0, 9, 50, 10), row(14, 1, 9, 50, 10)];
    expect(memberMonths(rows)).toEqual({ first: 13, last: 14 });
    const rhythm = rhythmOf(rows);
    expect(rhythm.orders).toBe(20);
    expect(rhythm.months[1]).toEqual({ at: 2, share: 0.5, expected: 0.5 });
    expect(rhythm.weekdays[0]).toEqual({ at: 0, share: 0.5, expected: 0.5 });
  });
  test("a weekday's expectation is weighted by the members' months, so months alone make no preference", () => {
    // Mondays rule month 1, Tuesdays month 2; members follow everyone but ordered mostly in month 2
    const rhythm = rhythmOf([row(1, 0, 9, 90, 9), row(1, 1, 9, 10, 1), row(2, 0, 9, 10, 9), row(2, 1, 9, 90, 81)]);
    expect(rhythm.weekdays[1]?.share).toBeCloseTo(0.82, 12);
    expect(rhythm.weekdays[1]?.expected).toBeCloseTo(0.82, 12);
  });
  test("shares and expectations each add up to one", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(rows, (list) => {
      const rhythm = rhythmOf(list.map(([month, weekday, hour, orders], i) => row(month, weekday, hour, orders + 1, i === 0 ? 1 : orders % 3)));
      for (const bars of [rhythm.months, rhythm.weekdays, rhythm.hours]) {
        expect(bars.reduce((sum, bar) => sum + bar.share, 0)).toBeCloseTo(1, 9);
        expect(bars.reduce((sum, bar) => sum + bar.expected, 0)).toBeCloseTo(1, 9);
      }
    }), { seed: 5, numRuns: 60 });
  });
  test("only what goes beyond chance and five points is claimed", () => {
    const plain = { season: null, monthPeriod: null };
    const flat = rhythmOf([row(1, 0, 9, 500, 50), row(1, 1, 10, 500, 50)]);
    expect(rhythmFinding(flat, plain, "en")).toBe("When: no season, no month period, no favourite hour");
    const mondays = rhythmOf([row(1, 0, 9, 500, 450), row(1, 1, 9, 500, 50)]);
    expect(rhythmFinding(mondays, plain, "en")).toBe("When: more often Mon");
    expect(rhythmFinding(flat, { ...plain, season: { label: "winter", share: 0.5, expected: 0.3, z: 9 } }, "en")).toBe("When: more often winter");
  });
  test("without orders all shares are zero", () => expect(rhythmOf([]).hours.every((bar) => bar.share === 0)).toBe(true));
});

describe("places, payment, service, categories", () => {
  test("a state is named from three errors and five points on", () => {
    const states = stateShares([{ state: "SP", customers: 400, members: 300 }, { state: "RJ", customers: 600, members: 200 }]);
    expect(placeFinding(states, 500)).toBe("Where: more in SP and fewer in RJ");
    expect(placeFinding(stateShares([{ state: "SP", customers: 40, members: 4 }, { state: "RJ", customers: 60, members: 6 }]), 10)).toBe("Where: no state stands out beyond chance");
  });
  test("payment and service are compared with everyone's", () => {
    const service = (late: number) => serviceFacts({ is_member: 1, orders: 1000, installments: 2, delivery_days: 9, delivered: 1000, late, review_score: 4, freight_cents: 20, price_cents: 80 });
    const same = paymentShares([{ type: "boleto", orders: 500, members: 100 }, { type: "voucher", orders: 500, members: 100 }]);
    expect(serviceFinding(same, service(80), service(80))).toBe("Paid and served like everyone");
    const more = paymentShares([{ type: "boleto", orders: 500, members: 180 }, { type: "voucher", orders: 500, members: 20 }]);
    expect(serviceFinding(more, service(300), service(80))).toBe("Paid and served: more boleto, less voucher and later deliveries");
    expect(serviceFacts(undefined)).toMatchObject({ orders: 0, lateShare: null, freightShare: null });
  });
  test("second orders in the category of the first are said when they are at least half", () => {
    const first = [{ category: "toys", share: 0.4, shareAll: 0.3 }];
    expect(categoryFinding({ first, pairs: [], reordered: 0 }, "en")).toBe("First order: most often “Toys”");
    expect(categoryFinding({ first, pairs: [{ first: "toys", next: "toys", customers: 6 }], reordered: 10 }, "en")).toBe("The second order is mostly in the category of the first");
    expect(categoryFinding({ first, pairs: [{ first: "toys", next: "auto", customers: 6 }], reordered: 10 }, "en")).toBe("After “Toys” most often “Auto”: 60.0% of those who came back");
    expect(categoryFinding({ first, pairs: [{ first: "toys", next: "auto", customers: 2 }, { first: "toys", next: "toys", customers: 1 }], reordered: 100 }, "en")).toBe("The next order goes anywhere: no pair of categories is above 2.0%");
    expect(categoryFinding({ first: [], pairs: [], reordered: 0 }, "en")).toBe("No categories are known for their orders");
  });
});
