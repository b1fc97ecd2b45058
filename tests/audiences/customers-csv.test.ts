import { expect, test } from "vitest";
import { customersCsvHeader, customersCsvRecord } from "@/lib/audiences/customers-csv";
import { csvLine } from "@/lib/audiences/spreadsheet-csv";
import { customerColumnIds, defaultColumns } from "@/lib/types/customer-columns";
import type { CustomerRow } from "@/lib/types/customer-profile";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };
const view = { style, asOf: 17_000, names: new Map([[0, "Best"], [1, "Cheap New"]]) };
const row: CustomerRow = {
  key: 1, externalId: "=ada", state: "SP", city: "são paulo", emailConsent: "yes", smsConsent: "unknown", recencyDays: 10, orderCount: 2,
  revenueCents: 12_345, averageOrderCents: 6172.5, ageDays: 40, itemCount: 3, lateShare: 1 / 3, freightShare: 0.2, meanReviewScore: 4.5,
  topCategory: "bed_bath_table", paymentType: "credit_card", installments: 6, segment: 0, runnerUp: 1, margin: 0.05,
  scores: { recency: 5, frequency: 1, monetary: 4 },
};

test("the file has the columns of the table, in its order and under its heads", () => {
  expect(customersCsvHeader(["externalId", "revenueCents", "city"], style)).toEqual(["Customer", "Spend, R$", "City"]);
  expect(customersCsvRecord(["city", "orderCount"], view)(row)).toEqual(["São Paulo, SP", 2]);
});

test("words are those of the screen, days ISO, amounts in major units, shares fractions", () => {
  expect(customersCsvRecord(customerColumnIds, view)(row)).toEqual([
    "=ada", "Best", 2, 123.45, 61.73, "2016-07-08", 10, "São Paulo, SP", "Bed, bath & table", "Card, 6×", 4.5, "5·1·4", "borderline", "yes",
    "unknown", "2016-06-08", 3, 0.3333, 0.2, "Cheap New", 0.05,
  ]);
});

test("what is missing is empty, and no spreadsheet takes an id for a formula", () => {
  const bare = { ...row, city: null, state: null, topCategory: null, paymentType: null, meanReviewScore: null, segment: null, runnerUp: null, margin: null, scores: null, lateShare: null };
  const cells = customersCsvRecord(defaultColumns, view)(bare);
  expect(cells.filter((cell) => cell === null)).toHaveLength(7);
  expect(csvLine(cells.slice(0, 2))).toBe(`"'=ada",\r\n`);
});
