import { expect, test } from "vitest";
import { choiceNumbers, crossNumbers, decayNumbers, driftNumbers, flowNumbers, influenceNumbers, qualityNumbers } from "@/lib/measure/model-tables";
import type { ChoiceOfK, Segment } from "@/lib/types/segmentation";
import type { AggregateTable } from "@/lib/types/explore";
import { defaultShop } from "@/lib/types/shop";
import { exploreCsv } from "@/lib/workflows/explore-csv";

const choice = (k: number): ChoiceOfK => ({
  k, silhouette: 1 / 3, inertia: 12.5, calinskiHarabasz: 800, daviesBouldin: 0.9, smallestShare: 0.02, verdict: "recommended", reason: "most granular", weightedInertia: null,
  simplifiedSilhouette: 0.5, silhouetteCustomers: 10, judgedCustomers: 20, leastStability: 0.7, weakSegments: [{ name: "Loyal", meanJaccard: 0.7 }],
});
const segment = (index: number, name: string, nearest: number | null): Segment => ({
  index, name, valueWord: null, lifecycle: null, customers: 90, customerShare: 0.5, revenueCents: 1, revenueShare: 0.5,
  centroid: {}, medians: {}, levels: {}, season: null, monthPeriod: null, silhouette: 0.3, borderlineShare: 0.1, nearest,
  reason: "", advice: { goal: "", action: "", avoid: "" }, lifetimeMonths: null, stability: { meanJaccard: 0.9, word: "highly stable", middle90: [0.8, 0.95] }, rule: null,
});
const cell = ({ columns, rows }: AggregateTable, row: number, key: string): unknown => rows[row]?.[columns.findIndex((column) => column.key === key)];

test("the choice of k is written out unrounded, and says which k runs", () => {
  const table = choiceNumbers([choice(4), choice(5)], 5);
  expect(cell(table, 0, "silhouette")).toBe(1 / 3);
  expect(cell(table, 0, "weakSegments")).toBe("Loyal 0.70");
  expect([cell(table, 0, "runs"), cell(table, 1, "runs")]).toEqual(["no", "yes"]);
});

test("quality names the nearest segment and the middle of its resamples", () => {
  const table = qualityNumbers([segment(0, "Best", 1), segment(1, "Cheap", null)]);
  expect(cell(table, 0, "nearest")).toBe("Cheap");
  expect(cell(table, 1, "nearest")).toBeNull();
  expect([cell(table, 0, "jaccardLow"), cell(table, 0, "jaccardHigh")]).toEqual([0.8, 0.95]);
});

test("a cross table has a column for every group, named as it is; a name that is a formula is text", () => {
  const csv = exploreCsv(crossNumbers(["Best New", "=A1"], ["Churned", "=HYPERLINK(1)"], [[1, 2], [3, 4]]), defaultShop);
  expect(csv.replace("\uFEFF", "")).toBe(`"segment","Churned","'=HYPERLINK(1)"\r\n"Best New",1,2\r\n"'=A1",3,4\r\n`);
});

test("the head of an amount names its currency, in whose major units it is written", () => {
  const table = { caption: "", columns: [{ key: "averageOrder", label: "Average order", unit: "money" as const }], rows: [[12_345]] };
  expect(exploreCsv(table, defaultShop).replace("\uFEFF", "")).toBe(`"average_order_brl"\r\n123.45\r\n`);
  expect(exploreCsv(table, { currency: "JPY", minorUnits: 0 }).replace("\uFEFF", "")).toBe(`"average_order_jpy"\r\n12345\r\n`);
});

test("every row of every file has a cell for each column", () => {
  const spread = { low: 0.1, median: 0.2, high: 0.3, least: 0.1, runs: 5 };
  const point = { lag: 1, months: 2, plain: spread, held: spread, misplaced: spread, bases: 1, keeps: 0.5 };
  const tables = [
    choiceNumbers([choice(4)], 4),
    qualityNumbers([segment(0, "Best", null)]),
    influenceNumbers({ features: [{ feature: "recencyDays", betweenShare: 0.5, partOfSeparation: 1, accuracyLoss: null }], surrogate: null }),
    decayNumbers([{ method: "kmeans", points: [point], firstBase: [] }]),
    driftNumbers({ months: [24_216], flows: [{ flow: "amount", psi: [0.2], now: "moderate", since: 24_216, change: null }] }),
  ];
  for (const { columns, rows } of tables) expect(rows.map((row) => row.length)).toEqual([columns.length]);
  expect(exploreCsv(tables[4]!, defaultShop)).toContain(`"2018-01",0.2`); // the fifth is the drift
});

test("flows of a migration are one row a pair, and who comes or goes is named", () => {
  const group = (index: number, name: string) => ({ index, name, valueWord: null, lifecycle: null, customers: 2, revenueCents: 100 });
  const side = { segmentationId: 1, asOf: 17_000, customers: 4, groups: [group(0, "Best"), group(1, "Loyal")] };
  const flow = (from: number | null, to: number | null) => ({ from, to, customers: 2, revenueBeforeCents: 100, revenueAfterCents: 300 });
  const { columns, rows } = flowNumbers({ before: side, after: side, flows: [flow(0, 1), flow(null, 0), flow(1, null)], newcomers: 2, gone: 2, moved: 2, common: 2 });
  expect(rows).toEqual([["Best", "Loyal", 2, 100, 300], ["new customers", "Best", 2, 100, 300], ["Loyal", "gone", 2, 100, 300]]);
  expect(columns.map(({ unit }) => unit).slice(2)).toEqual(["count", "money", "money"]);
});
