import { describe, expect, test } from "vitest";
import { monthPeriodOf, seasonOf, timingClaims } from "@/lib/personas/order-timing";
import { civilDate, dayOf } from "@/lib/stats/civil-date";
import { createRandom } from "@/lib/stats/random";
import type { Hemisphere } from "@/lib/types/shop";

const from = dayOf({ year: 2015, month: 1, dayOfMonth: 1 });
const to = dayOf({ year: 2017, month: 12, dayOfMonth: 31 });

/** First orders spread evenly over three years, but those of segment 0 that `drop` refuses. */
function shop(drop: (day: number) => boolean, hemisphere: Hemisphere = "south") {
  const random = createRandom(11);
  const orders = Array.from({ length: 6_000 }, (_, i) => ({
    segment: i % 3,
    day: from + Math.floor(random() * (to - from + 1)),
  }));
  const kept = orders.filter(({ segment, day }) => segment > 0 || !drop(day));
  return {
    days: Float64Array.from(kept, ({ day }) => day),
    labels: Int32Array.from(kept, ({ segment }) => segment),
    asOf: to,
    hemisphere,
  };
}
const keepHalf = (day: number) => day % 2 === 0;
/** Leaves out a tenth of segment 0's orders after the tenth of a month: 2.4 points more before it, z = 8. */
function thinned(orders: readonly { segment: number; day: number }[]) {
  const isKept = (day: number, i: number) => i % 20 > 0 || civilDate(day).dayOfMonth <= 10;
  const kept = orders.filter(({ segment, day }, i) => segment === 1 || isKept(day, i));
  return {
    days: Float64Array.from(kept, ({ day }) => day),
    labels: Int32Array.from(kept, ({ segment }) => segment),
  };
}
const noLifecycles = [null, null, null];

describe("season and month period", () => {
  test("the year turns over with the hemisphere", () => {
    expect([12, 1, 3, 6, 9].map((month) => seasonOf(month, "south"))).toEqual([
      "summer",
      "summer",
      "autumn",
      "winter",
      "spring",
    ]);
    expect([12, 1, 3, 6, 9].map((month) => seasonOf(month, "north"))).toEqual([
      "winter",
      "winter",
      "spring",
      "summer",
      "autumn",
    ]);
    expect([1, 10, 11, 20, 21, 31].map(monthPeriodOf).map((name) => name.split(" ")[0])).toEqual([
      "beginning",
      "beginning",
      "middle",
      "middle",
      "end",
      "end",
    ]);
  });

  test("evenly spread orders make no claim", () => {
    expect(
      timingClaims(
        shop(() => false),
        noLifecycles,
      ),
    ).toEqual(noLifecycles.map(() => ({ season: null, monthPeriod: null })));
  });

  test("a preference that comes back every year is claimed, by the name of the hemisphere", () => {
    const notDecember = (day: number) =>
      keepHalf(day) && seasonOf(civilDate(day).month, "south") !== "summer";
    const [claim] = timingClaims(shop(notDecember), noLifecycles);
    expect(claim?.season?.label).toBe("summer");
    expect((claim?.season?.share ?? 0) - (claim?.season?.expected ?? 1)).toBeGreaterThan(0.05);
    expect(claim?.season?.z).toBeGreaterThan(3);
    expect(timingClaims(shop(notDecember, "north"), noLifecycles)[0]?.season?.label).toBe("winter");
  });

  test("a preference for the first days of a month is claimed", () => {
    const [claim] = timingClaims(
      shop((day) => keepHalf(day) && civilDate(day).dayOfMonth > 10),
      noLifecycles,
    );
    expect(claim?.monthPeriod?.label).toBe("beginning of the month");
    expect(claim?.season).toBeNull();
  });

  test("a difference that is certain but under 5 points is not worth a claim", () => {
    const evenly = Array.from({ length: 120_000 }, (_, i) => ({
      segment: i % 2,
      day: from + (Math.floor(i / 2) % (to - from + 1)),
    }));
    const slight = { ...thinned(evenly), asOf: to, hemisphere: "south" as const };
    expect(timingClaims(slight, [null, null])[0]).toEqual({ season: null, monthPeriod: null });
  });

  test("a season seen in one year only is a slice of time, not a preference", () => {
    const oneSpring = dayOf({ year: 2016, month: 9, dayOfMonth: 1 });
    const claims = timingClaims(
      shop((day) => day < oneSpring || day >= oneSpring + 91),
      noLifecycles,
    );
    expect(claims[0]?.season).toBeNull();
  });

  test("the last year counts only when it is whole", () => {
    const notDecember = (day: number) =>
      keepHalf(day) && seasonOf(civilDate(day).month, "south") !== "summer";
    const orders = shop(notDecember);
    const lastYear = { ...orders, asOf: dayOf({ year: 2016, month: 8, dayOfMonth: 29 }) };
    const early = [...orders.days.keys()].filter((i) => (orders.days[i] ?? 0) <= lastYear.asOf);
    const cut = {
      ...lastYear,
      days: Float64Array.from(early, (i) => orders.days[i] ?? 0),
      labels: Int32Array.from(early, (i) => orders.labels[i] ?? 0),
    };
    expect(timingClaims(cut, noLifecycles)[0]?.season).toBeNull();
  });

  test("segments are compared within their lifecycle: alone in it, there is nothing to claim", () => {
    const notDecember = (day: number) =>
      keepHalf(day) && seasonOf(civilDate(day).month, "south") !== "summer";
    expect(timingClaims(shop(notDecember), ["Lost", null, null])[0]).toEqual({
      season: null,
      monthPeriod: null,
    });
  });

  test("no customers, no claims", () => {
    const none = {
      days: new Float64Array(0),
      labels: new Int32Array(0),
      asOf: to,
      hemisphere: "north" as const,
    };
    expect(timingClaims(none, [null])).toEqual([{ season: null, monthPeriod: null }]);
  });
});

test("a cut along recency through two of four years is no season, however clear the shares", () => {
  const asOfDay = dayOf({ year: 2018, month: 12, dayOfMonth: 31 });
  const random = createRandom(12);
  const days = Float64Array.from({ length: 12_000 }, () => asOfDay - Math.floor(random() * 4 * 365));
  const [from, to] = [dayOf({ year: 2015, month: 8, dayOfMonth: 1 }), dayOf({ year: 2017, month: 5, dayOfMonth: 1 })];
  const labels = Int32Array.from(days, (day) => (day >= from && day < to ? 0 : 1));
  const claims = timingClaims({ days, labels, asOf: asOfDay, hemisphere: "south" }, [null, null]);
  expect(claims.map(({ season }) => season)).toEqual([null, null]);
});
