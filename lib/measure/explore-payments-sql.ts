import type { OrderFilter } from "@/lib/types/explore";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { looked } from "./explore-scope";
import { quantileColumnsOf, quantilesByKind } from "./quantiles";
import { paymentKinds, salePayments } from "./sales";

export type PaymentTypeRow = { type: string; payments: number; amount_cents: number };
export type InstallmentRow = { installments: number; payments: number; amount_cents: number; amount_squared: number };

/** Payments of the sales by type, most frequent first. An order may have several. */
export function paymentTypesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select type, cast(count(*) as double precision) as payments, cast(sum(amount_cents) as double precision) as amount_cents
    from ${looked(salePayments, filter, saleStatuses)}
    group by type
    order by payments desc, type`;
}

/** The types that are ever paid in more than one instalment. */
export const splitTypesSql: Sql = sql`select distinct type from payments where installments > 1 order by type`;

/** Payments by number of instalments, of the types that are ever paid in more than one. */
export function installmentsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select installments, cast(count(*) as double precision) as payments, cast(sum(amount_cents) as double precision) as amount_cents,
      sum(cast(amount_cents as double precision) * amount_cents) as amount_squared
    from ${looked(salePayments, filter, saleStatuses)} and type in (${keepable(sql`select distinct type from payments where installments > 1`)}) and installments > 0
    group by installments
    order by installments`;
}

/** Quantiles of the value of a payment, by type. */
export function paymentQuantilesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const byNumber = quantilesByKind(sql`select kind, amount_cents as value from ${looked(salePayments, filter, saleStatuses)}`);
  return sql`select k.type as kind, ${quantileColumnsOf("q")} from (${byNumber}) as q join (${paymentKinds}) as k on k.kind = q.kind order by q.cases desc, k.type`;
}
