import { expect, test } from "vitest";
import { bandNumbers, moveNumbers, shareNumbers } from "@/lib/measure/overview-numbers";
import { categoryNumbers, marginNumbers, placeNumbers, profileNumbers, rhythmNumbers, serviceNumbers, trendNumbers } from "@/lib/measure/persona-numbers";
import { exploreCsv } from "@/lib/workflows/explore-csv";

/** Lines of the file without the quotes round its texts. */
const lines = (table: Parameters<typeof exploreCsv>[0]): string[] => exploreCsv(table, { currency: "BRL", minorUnits: 2 }).replace("\ufeff", "").replaceAll('"', "").trim().split("\r\n");
const bands = [{ name: "Best New", valueWord: null, lifecycle: null, share: 0.7, values: [12_345, 0], merged: [] }, { name: "Cheap", valueWord: null, lifecycle: null, share: 0.3, values: [50], merged: [] }];
const january = 2018 * 12;

test("months of bands keep the names of the personas, money in major units of the currency they name, people as they are", () => {
  expect(lines(bandNumbers({ months: [january, january + 1], bands, measure: "revenue" }))).toEqual(["month,Best New_brl,Cheap_brl", "2018-01,123.45,0.5", "2018-02,0,0"]);
  expect(lines(bandNumbers({ months: [january], bands, measure: "customers" }))).toEqual(["month,Best New,Cheap", "2018-01,12345,50"]);
});

test("shares stand with the most revenue first, and nobody's index is empty", () => {
  const persona = { valueWord: null, lifecycle: null, customers: 1, revenueCents: 100 };
  const table = shareNumbers([
    { ...persona, index: 0, name: "Cheap", customerShare: 0, revenueShare: 0.1 },
    { ...persona, index: 1, name: "Best", customerShare: 0.25, revenueShare: 0.75 },
  ]);
  expect(lines(table)).toEqual(["persona,customers,customer_share,revenue_brl,revenue_share,index", "Best,1,0.25,1,0.75,3", "Cheap,1,0,1,0.1,"]);
});

test("a move tells its days, its people and why", () => {
  const move = { from: 0, to: 1, fromName: "Best New", toName: "Best", customers: 7, revenueCents: 990, direction: "down" as const, silentDays: 120 };
  const movers = { since: 0, asOf: 31, moves: [move, { ...move, direction: "up" as const, silentDays: null }], moved: 14, revenueCents: 0, common: 20, joined: 0, joinedTo: [], silentShare: 0.5 };
  expect(lines(moveNumbers(movers)).slice(1)).toEqual(["1970-01-01,1970-02-01,Best New,Best,7,9.9,down,120", "1970-01-01,1970-02-01,Best New,Best,7,9.9,up,"]);
});

test("a persona's figures are written as they are drawn", () => {
  expect(lines(profileNumbers([{ feature: "revenueCents", meanAll: 160.5, meanMembers: null, percentile: 0.9, isNotable: true }]))[1]).toBe("revenueCents,160.5,,0.9,yes");
  expect(lines(marginNumbers({ step: 0.05, counts: [1, 3], members: 4, runnersUp: [] }))).toEqual(["margin_from,members,share", "0,1,0.25", "0.05,3,0.75"]);
  expect(lines(trendNumbers([{ month: january, revenueCents: 250, revenueShare: null, customers: 2, customerShare: 0.5 }]))[1]).toBe("2018-01,2.5,,2,0.5");
  expect(lines(placeNumbers([{ state: "SP", members: 3, share: 0.6, shareAll: 0.5 }, { state: "AC", members: 2, share: 0.4, shareAll: 0 }])).slice(1)).toEqual(["SP,3,0.6,0.5,1.2", "AC,2,0.4,0,"]);
  expect(lines(categoryNumbers({ first: [{ category: "toys", share: 0.5, shareAll: 0.25 }], pairs: [], reordered: 0 }))[1]).toBe("toys,0.5,0.25");
  const bar = { at: 3, share: 0.5, expected: 0.25 };
  expect(lines(rhythmNumbers({ months: [bar], weekdays: [bar], hours: [bar], orders: 4 })).slice(1)).toEqual(["month,3,0.5,0.25", "weekday,3,0.5,0.25", "hour,3,0.5,0.25"]);
});

test("unknown service stays empty beside what is known", () => {
  const facts = { orders: 4, installments: 2.5, deliveryDays: null, delivered: 0, lateShare: null, reviewScore: 4, freightShare: 0.1 };
  expect(lines(serviceNumbers([{ type: "credit_card", share: 0.9, shareAll: 0.8 }], { members: facts, all: facts }))).toEqual([
    "measure,members,all", "credit_card,0.9,0.8", "installments,2.5,2.5", "deliveryDays,,", "lateShare,,", "reviewScore,4,4", "freightShare,0.1,0.1",
  ]);
});
