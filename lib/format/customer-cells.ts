import { borderlineMargin } from "@/lib/types/customer-filter";
import { type CustomerColumnId, customerColumns } from "@/lib/types/customer-columns";
import type { RfmScores } from "@/lib/types/customer-profile";
import { currencySymbol, type MoneyStyle } from "./money";
import { paymentWords } from "./words";

const inMoney: readonly CustomerColumnId[] = ["revenueCents", "averageOrderCents"];

/** Head of a column, on the screen and in a file: "Orders", "Spend, R$". */
export function columnHead(id: CustomerColumnId, style: MoneyStyle): string {
  const { label } = customerColumns[id];
  return inMoney.includes(id) ? `${label}, ${currencySymbol(style)}` : label;
}

/** "Card, 6×", "Boleto"; null where nothing is known of it. */
export function paymentText({ paymentType, installments }: { paymentType: string | null; installments: number | null }): string | null {
  if (paymentType === null) return null;
  const word = paymentWords(paymentType);
  return paymentType === "credit_card" && installments !== null ? `${word}, ${installments}×` : word;
}

/** "5·1·4"; null for who has no scores. */
export function scoresText(scores: RfmScores | null): string | null {
  return scores === null ? null : `${scores.recency}·${scores.frequency}·${scores.monetary}`;
}

/** How firmly a customer belongs. A run by rules has no margins; no segment, no membership. */
export function membershipWord({ segment, margin }: { segment: number | null; margin: number | null }): "core" | "borderline" | "by rule" | null {
  if (segment === null) return null;
  if (margin === null) return "by rule";
  return margin < borderlineMargin ? "borderline" : "core";
}
