import { describe, expect, test } from "vitest";
import { meaningOfStatus, newSaleStatuses } from "@/lib/import/status-words";
import { defaultShop } from "@/lib/types/shop";

describe("the word of an order status", () => {
  test("says whether a sale was made, whatever its spelling and language", () => {
    for (const word of ["paid", "Completed", "wc-completed", "PARTIALLY_REFUNDED", "Livré", "entregue", "Bestätigt", ...defaultShop.saleStatuses]) expect(meaningOfStatus(word), word).toBe("sale");
    for (const word of ["canceled", "Cancelled", "wc-on-hold", "annulée", "unavailable", "created", "refunded"]) expect(meaningOfStatus(word), word).toBe("noSale");
  });

  test("is not guessed at: unknown words and words that only begin like one say nothing", () => {
    for (const word of ["", "zaplacone", "paid?", "delivered to neighbour", "42"]) expect(meaningOfStatus(word), word).toBe("unknown");
  });
});

test("a shop learns words for a sale it meets for the first time, and nothing else", () => {
  const shop = { saleStatuses: ["delivered"], ofNewShop: ["delivered", "shipped"] };
  expect(newSaleStatuses(["shipped", "paid", "completed", "canceled", "zaplacone", "delivered"], ["completed"], shop)).toEqual(["paid"]);
  expect(newSaleStatuses([], [], shop)).toEqual([]);
});
