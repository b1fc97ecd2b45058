import { normalTail } from "@/lib/stats/proportions";
import { at, normal, weightedIndex } from "./random";
import type { Random } from "@/lib/stats/random";

export type PaymentType = "credit_card" | "boleto" | "voucher" | "debit_card" | "not_defined";
export type PaymentRow = { sequence: number; type: PaymentType; installments: number; cents: number };

const logTotalMean = 4.694;
const logTotalDeviation = 0.811;

/** How an order is paid: orders at Olist's size, and how the odds move with ln total (per standard deviation). */
const ways = [
  { way: "card", orders: 74259, tilt: 0.04 },
  { way: "boleto", orders: 19784, tilt: -0.13 },
  { way: "cardAndVoucher", orders: 2245, tilt: -0.05 },
  { way: "voucher", orders: 1621, tilt: -0.1 },
  { way: "debit", orders: 1528, tilt: -0.2 },
] as const;

/**
 * Card instalments with their orders, sorted by the mean value of the orders they
 * paid for: 10 instalments buy the dearest goods, 9 buy cheaper ones than 8.
 */
const installments: readonly (readonly [number, number])[] = [
  [1, 25455],
  [2, 12413],
  [3, 10461],
  [4, 7098],
  [5, 5239],
  [7, 1626],
  [9, 644],
  [6, 3920],
  [11, 23],
  [8, 4268],
  [15, 74],
  [12, 133],
  [10, 5328],
  [24, 18],
  [20, 17],
  [18, 27],
];
const installmentTotal = installments.reduce((sum, [, orders]) => sum + orders, 0);

/** Correlation, on the normal scale, of instalments with the value of the order. */
const installmentCorrelation = 0.52;

/**
 * Rows of payment for an order. They add up to the total, except for the interest on
 * a few card orders in instalments.
 *
 * @param totalCents items and freight
 * @param isUndefined the rare cancelled order whose payment was never defined
 */
export function drawPayments(random: Random, totalCents: number, isUndefined: boolean): PaymentRow[] {
  if (isUndefined) return [{ sequence: 1, type: "not_defined", installments: 1, cents: 0 }];
  const z = (Math.log(Math.max(1, totalCents) / 100) - logTotalMean) / logTotalDeviation;
  const row = (type: PaymentType, cents: number, count = 1): PaymentRow => ({
    sequence: 0,
    type,
    installments: count,
    cents,
  });
  switch (drawWay(random, z)) {
    case "card":
      return numbered(cardRows(random, z, totalCents), random);
    case "boleto":
      return numbered([row("boleto", totalCents)], random);
    case "debit":
      return numbered([row("debit_card", totalCents)], random);
    case "voucher":
      return numbered(
        split(random, totalCents, voucherCount(random, 0.36)).map((cents) => row("voucher", cents)),
        random,
      );
    case "cardAndVoucher": {
      const vouchers = Math.round(totalCents * (0.15 + 0.6 * random()));
      const card = row("credit_card", totalCents - vouchers, drawInstallments(random, z));
      const rest = split(random, vouchers, voucherCount(random, 0.13)).map((cents) => row("voucher", cents));
      return numbered([card, ...rest], random);
    }
  }
}

function drawWay(random: Random, z: number): (typeof ways)[number]["way"] {
  const steep = Math.max(-2.5, Math.min(2.5, z));
  const odds = ways.map(({ orders, tilt }) => orders * Math.exp(tilt * steep));
  let u = random() * odds.reduce((sum, value) => sum + value, 0);
  for (const [i, { way }] of ways.entries()) {
    u -= at(odds, i);
    if (u < 0) return way;
  }
  return "card";
}

function cardRows(random: Random, z: number, totalCents: number): PaymentRow[] {
  const count = drawInstallments(random, z);
  const interest = count > 1 && random() < 0.02 ? Math.round(totalCents * (0.01 + 0.02 * random())) : 0;
  const cents = totalCents + interest;
  if (random() > 0.0015) return [{ sequence: 0, type: "credit_card", installments: count, cents }];
  return split(random, cents, 2).map((part) => ({
    sequence: 0,
    type: "credit_card",
    installments: count,
    cents: part,
  }));
}

function drawInstallments(random: Random, z: number): number {
  const rho = installmentCorrelation;
  const latent = rho * z + Math.sqrt(1 - rho * rho) * normal(random);
  let rank = (1 - normalTail(latent)) * installmentTotal;
  for (const [count, orders] of installments) {
    rank -= orders;
    if (rank < 0) return count;
  }
  return 10;
}

/** One voucher, or more of them in a long tail: the real set knows an order paid with 29. */
function voucherCount(random: Random, moreShare: number): number {
  if (random() >= moreShare) return 1;
  return 2 + extraVouchers(random);
}

const extraVouchers = weightedIndex([700, 290, 100, 50, 34, 26, 11, 9, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1]);

/** Random parts of an amount, none below one cent where the amount allows. */
function split(random: Random, cents: number, parts: number): number[] {
  const amounts: number[] = [];
  let rest = cents;
  for (let left = parts; left > 1; left--) {
    const part = Math.max(Math.min(1, rest), Math.round((rest / left) * (0.4 + 1.2 * random())));
    amounts.push(Math.min(part, rest));
    rest -= Math.min(part, rest);
  }
  return [...amounts, rest];
}

/** Numbers the rows from 1, or from 2 in the few orders whose first row the real set lost. */
function numbered(rows: readonly PaymentRow[], random: Random): PaymentRow[] {
  const first = random() < 0.0008 ? 2 : 1;
  return rows.map((row, i) => ({ ...row, sequence: first + i }));
}
