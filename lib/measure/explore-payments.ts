import { formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { paymentWords } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import type { InstallmentRow, PaymentTypeRow } from "./explore-payments-sql";
import { joined, meansZ, type Moments, shareOf, total } from "./explore-sums";
import { noiseLimit } from "./kpis";
import type { KindQuantileRow } from "./quantiles";

const byType = (type: string): string => `by ${paymentWords(type).toLowerCase()}`;

/** What people pay with: share of payments beside share of value. */
export function paymentTypeFigure(rows: readonly PaymentTypeRow[], style: MoneyStyle): ExploreFigure {
  const payments = total(rows, (row) => row.payments);
  const amount = total(rows, (row) => row.amount_cents);
  const [first] = rows;
  const percent = (part: number, whole: number): string => formatPercent(shareOf(part, whole) ?? 0, style.locale, 0);
  return {
    finding: first === undefined ? "No payments are known" : `${percent(first.payments, payments)} of payments and ${percent(first.amount_cents, amount)} of their value are ${byType(first.type)}`,
    note: `Payments of the sales by type, ${formatNumber(payments, style.locale)} in all; an order may have several.`,
    table: {
      caption: "Payments by type",
      columns: [
        { key: "type", label: "Type", unit: "payment" },
        { key: "payments", label: "Payments", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "amount", label: "Value", unit: "money" },
        { key: "amountShare", label: "Share of value", unit: "share" },
        { key: "average", label: "Mean value", unit: "money" },
      ],
      rows: rows.map((row) => [row.type, row.payments, shareOf(row.payments, payments), row.amount_cents, shareOf(row.amount_cents, amount), shareOf(row.amount_cents, row.payments)]),
    },
  };
}

const momentsOf = (row: InstallmentRow): Moments => ({ n: row.payments, sum: row.amount_cents, squares: row.amount_squared });
const none: Moments = { n: 0, sum: 0, squares: 0 };
const leastChange = 0.05;

/** Whether dearer purchases are split: mean value at once against in instalments. */
export function installmentFigure(rows: readonly InstallmentRow[], style: MoneyStyle): ExploreFigure {
  const atOnce = rows.filter((row) => row.installments === 1).map(momentsOf).reduce(joined, none);
  const split = rows.filter((row) => row.installments > 1).map(momentsOf).reduce(joined, none);
  const all = atOnce.n + split.n;
  const [one, many] = [shareOf(atOnce.sum, atOnce.n) ?? 0, shareOf(split.sum, split.n) ?? 0];
  const differs = Math.abs(meansZ(split, atOnce)) >= noiseLimit && Math.abs(many - one) >= leastChange * one;
  const head = `${formatPercent(shareOf(split.n, all) ?? 0, style.locale, 0)} are paid in instalments`;
  const compared = differs ? `${formatMoneyShort(many, style)} on average, against ${formatMoneyShort(one, style)} at once` : "in amounts like those paid at once";
  return {
    finding: all === 0 ? "No payments in instalments are known" : `${head}, ${compared}`,
    note: "Payments by number of instalments, of the types that can be split; numbers with under 10 payments are in the table.",
    table: {
      caption: "Payments by number of instalments",
      columns: [
        { key: "installments", label: "Instalments", unit: "count" },
        { key: "payments", label: "Payments", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "average", label: "Mean value", unit: "money" },
        { key: "amount", label: "Value", unit: "money" },
      ],
      rows: rows.map((row) => [row.installments, row.payments, shareOf(row.payments, all), shareOf(row.amount_cents, row.payments), row.amount_cents]),
    },
  };
}

const fewPayments = 30;

/** Standard error of a median under a normal-like middle: 1.2533 sd / sqrt(n), sd from the quartiles. */
function medianError({ p25, p75, cases }: KindQuantileRow): number {
  return (1.2533 * ((p75 ?? 0) - (p25 ?? 0))) / 1.349 / Math.sqrt(Math.max(1, cases));
}

/** How much is paid by each type: quartiles of single payments. */
export function paymentValueFigure(rows: readonly KindQuantileRow[], style: MoneyStyle): ExploreFigure {
  const known = rows.filter((row) => row.cases >= fewPayments && row.p50 !== null);
  const ranked = [...known].sort((a, b) => (b.p50 ?? 0) - (a.p50 ?? 0));
  const [high, low] = [ranked.at(0), ranked.at(-1)];
  const gap = (high?.p50 ?? 0) - (low?.p50 ?? 0);
  const isReal = high !== undefined && low !== undefined && high !== low && gap >= noiseLimit * Math.hypot(medianError(high), medianError(low)) && gap > 0;
  return {
    finding: isReal ? `The middle payment is ${formatMoney(high.p50 ?? 0, style)} ${byType(high.kind)} and ${formatMoney(low.p50 ?? 0, style)} ${byType(low.kind)}` : "Every type is paid in alike amounts, within chance",
    note: `Bar: the middle half of single payments; line: the median. The heading names types with at least ${fewPayments} payments.`,
    table: {
      caption: "Value of a payment by type",
      columns: [
        { key: "type", label: "Type", unit: "payment" },
        { key: "payments", label: "Payments", unit: "count" },
        { key: "low", label: "Lower quartile", unit: "money" },
        { key: "median", label: "Median", unit: "money" },
        { key: "high", label: "Upper quartile", unit: "money" },
        { key: "highest", label: "Highest", unit: "money" },
      ],
      rows: rows.map((row) => [row.kind, row.cases, row.p25, row.p50, row.p75, row.highest]),
    },
  };
}
