import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenColumns, moved, withShown } from "@/components/customers/column-choice";
import { type CustomerColumnId, customerColumnIds, defaultColumns } from "@/lib/types/customer-columns";

const some: readonly CustomerColumnId[] = ["externalId", "persona", "orderCount", "city"];
const chosen = fc.shuffledSubarray(customerColumnIds.slice(1)).map((others) => ["externalId" as const, ...others]);

test("a column moves by one place and stops at the ends", () => {
  expect(moved(some, "city", 2)).toEqual(["externalId", "persona", "city", "orderCount"]);
  expect(moved(some, "persona", 0)).toEqual(some);
  expect(moved(some, "city", 9)).toEqual(some);
  expect(moved(some, "margin", 1)).toEqual(some);
});

test("a column shown comes last, a hidden one is offered again; the customer is never hidden", () => {
  expect(withShown(some, "margin", true)).toEqual([...some, "margin"]);
  expect(withShown(some, "persona", false)).toEqual(["externalId", "orderCount", "city"]);
  expect(withShown(["externalId"], "externalId", false)).toEqual(["externalId"]);
  expect(hiddenColumns(defaultColumns)).toEqual(customerColumnIds.slice(14));
});

test("moving loses and doubles nothing and leaves the customer first", () => {
  fc.assert(
    fc.property(chosen, fc.constantFrom(...customerColumnIds), fc.integer({ min: -2, max: 30 }), (columns, id, to) => {
      const after = moved(columns, id, to);
      expect(after[0]).toBe("externalId");
      expect([...after].sort()).toEqual([...columns].sort());
    }),
  );
});
