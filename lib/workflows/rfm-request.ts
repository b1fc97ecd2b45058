import { checkCuts } from "@/lib/cluster/rfm";
import { AppError } from "@/lib/errors";
import { getShop } from "@/lib/store/shop";
import type { RfmCuts, RfmRequest, RfmScoring } from "@/lib/types/rfm";
import { rulesOf, standardTables } from "./rule-tables";

/** What a person chose for RFM; cut points in days, orders and the currency's major unit. */
export type RfmChoice = {
  /** seven, eleven, own-ID of a saved table, run-ID of an earlier run */
  table: string | undefined;
  scoring: RfmScoring | undefined;
  cuts: { recencyDays: readonly number[]; orderCount: readonly number[]; revenue: readonly number[] };
};

const isStandard = (table: string): table is keyof typeof standardTables => table in standardTables;

async function centsOf(revenue: readonly number[]): Promise<number[]> {
  const { minorUnits } = await getShop();
  return revenue.map((amount) => Math.round(amount * 10 ** minorUnits));
}

/**
 * The RFM part of a request: a copy of the chosen rules, and cut points only where scores are fixed.
 * @throws AppError notFound for a table that is gone, invalidInput for cut points that do not fit it
 */
export async function rfmRequestFrom({ table = "seven", scoring, cuts }: RfmChoice): Promise<RfmRequest> {
  const custom = isStandard(table) ? null : await rulesOf(table);
  const bins = custom?.bins ?? (isStandard(table) ? standardTables[table].bins : 0);
  const request = { table: isStandard(table) ? table : "custom", scoring: scoring ?? null, bins: null, custom, cuts: null } as const;
  if (scoring === "hybrid" && table === "seven") throw new AppError("invalidInput", "The seven segments are cut at quartiles; the hybrid score is for other tables.");
  if (scoring !== "fixed") return request;
  const given: RfmCuts = { recencyDays: cuts.recencyDays, orderCount: cuts.orderCount, revenueCents: await centsOf(cuts.revenue) };
  try {
    checkCuts(given, bins);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError("invalidInput", `The cut points do not fit the table: ${error.message}.`, { cause: error });
    throw error;
  }
  return { ...request, cuts: given };
}
