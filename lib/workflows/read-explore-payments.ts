import { installmentFigure, paymentTypeFigure, paymentValueFigure } from "@/lib/measure/explore-payments";
import { type InstallmentRow, installmentsSql, paymentQuantilesSql, type PaymentTypeRow, paymentTypesSql } from "@/lib/measure/explore-payments-sql";
import type { KindQuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** What people pay with, in how many parts and how much. */
export async function readExplorePayments({ shop, filter, ask }: ExploreLook) {
  const { saleStatuses } = shop;
  const [types, installments, values] = await Promise.all([
    ask<PaymentTypeRow>(paymentTypesSql(filter, saleStatuses)),
    ask<InstallmentRow>(installmentsSql(filter, saleStatuses)),
    ask<KindQuantileRow>(paymentQuantilesSql(filter, saleStatuses)),
  ]);
  return { types: paymentTypeFigure(types, shop), installments: installmentFigure(installments, shop), values: paymentValueFigure(values, shop) };
}
