import { installmentFigure, paymentTypeFigure, paymentValueFigure } from "@/lib/measure/explore-payments";
import { type InstallmentRow, installmentsSql, paymentQuantilesSql, type PaymentTypeRow, paymentTypesSql } from "@/lib/measure/explore-payments-sql";
import type { KindQuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** What people pay with, in how many parts and how much; each figure asks for its own rows. */
export function explorePayments({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses } = shop;
  return {
    types: async () => paymentTypeFigure(await ask<PaymentTypeRow>(paymentTypesSql(filter, saleStatuses)), shop),
    installments: async () => installmentFigure(await ask<InstallmentRow>(installmentsSql(filter, saleStatuses)), shop),
    values: async () => paymentValueFigure(await ask<KindQuantileRow>(paymentQuantilesSql(filter, saleStatuses)), shop),
  };
}
