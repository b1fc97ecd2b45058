import { behindInstallments, behindPayment, withCustomers } from "@/lib/measure/customers-behind";
import { installmentFigure, paymentTypeFigure, paymentValueFigure } from "@/lib/measure/explore-payments";
import { type InstallmentRow, installmentsSql, paymentQuantilesSql, type PaymentTypeRow, paymentTypesSql, splitTypesSql } from "@/lib/measure/explore-payments-sql";
import type { KindQuantileRow } from "@/lib/measure/quantiles";
import type { ExploreLook } from "./read-explore-look";

/** What people pay with, in how many parts and how much; each figure asks for its own rows. */
export function explorePayments(look: ExploreLook) {
  const { shop, filter, ask } = look;
  const { saleStatuses } = shop;
  return {
    types: async () => withCustomers(paymentTypeFigure(await ask<PaymentTypeRow>(paymentTypesSql(filter, saleStatuses)), shop), behindPayment(look)),
    installments: async () => {
      const [rows, types] = await Promise.all([ask<InstallmentRow>(installmentsSql(filter, saleStatuses)), ask<{ type: string }>(splitTypesSql)]);
      return withCustomers(installmentFigure(rows, shop), behindInstallments(look, types.map(({ type }) => type)));
    },
    values: async () => withCustomers(paymentValueFigure(await ask<KindQuantileRow>(paymentQuantilesSql(filter, saleStatuses)), shop), behindPayment(look)),
  };
}
