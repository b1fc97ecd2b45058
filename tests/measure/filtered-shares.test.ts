import { expect, test } from "vitest";
import { filteredShares } from "@/lib/measure/filtered-shares";
import type { PersonaShare } from "@/lib/types/overview";

const persona = (index: number): PersonaShare => ({
  index, name: `P${index}`, valueWord: null, lifecycle: null, customers: 99, customerShare: 0.5, revenueCents: 9900, revenueShare: 0.5,
});

test("shares are of the orders that passed; a persona without any keeps its place with none", () => {
  const shares = filteredShares([persona(0), persona(1), persona(2)], [{ segment: 0, customers: 3, revenue_cents: 100 }, { segment: 2, customers: 1, revenue_cents: 300 }]);
  expect(shares.map((p) => [p.customers, p.customerShare, p.revenueCents, p.revenueShare])).toEqual([[3, 0.75, 100, 0.25], [0, 0, 0, 0], [1, 0.25, 300, 0.75]]);
});

test("no orders at all are no shares, not a division by zero", () => {
  expect(filteredShares([persona(0)], [])[0]).toMatchObject({ customers: 0, customerShare: 0, revenueShare: 0 });
});
