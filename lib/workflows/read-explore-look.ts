import { choicesSql, type ChoiceRow, exploreTotalsSql } from "@/lib/measure/explore-scope";
import { periodOf } from "@/lib/measure/period";
import type { Day } from "@/lib/types/day";
import type { FilterChoices, OrderFilter } from "@/lib/types/explore";
import type { PeriodChoice } from "@/lib/types/overview";
import type { Shop } from "@/lib/types/shop";
import type { Sql } from "@/lib/types/sql";
import { optionsOf, readContext } from "./read-context";
import { segmentsOption } from "./segments-option";
import { rememberedRows } from "./remembered";

export type ExploreInput = {
  preset: PeriodChoice;
  /** null: the live run */
  segmentationId: number | null;
  states: readonly string[];
  categories: readonly string[];
  segments: readonly number[];
  /** a past day to look at everything as of; the newest data by default */
  asOf?: Day | null;
  /** of the request: when it is closed its queries are interrupted */
  signal?: AbortSignal;
};

/** What every page of the exploration stands on: the shop, the orders looked at, and how to ask for them. */
export type ExploreLook = {
  shop: Shop;
  filter: OrderFilter;
  choices: FilterChoices;
  /** day of the first sale */
  firstDay: number;
  /** sales looked at, and the people who made them */
  totals: () => Promise<{ orders: number; customers: number }>;
  ask: <Row>(query: Sql) => Promise<Row[]>;
};

/** The orders an address asks for, on the newest snapshot; null before the first import. */
export async function exploreLook(input: ExploreInput): Promise<ExploreLook | null> {
  const { shop, snapshot, segmentation, asOf } = await readContext(input.segmentationId, input.asOf ?? null, false);
  if (snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null) return null;
  const { firstDay, lastDay } = snapshot;
  const known = segmentation?.segments ?? [];
  const segments = input.segments.filter((index) => known.some((one) => one.index === index));
  // answers that do not ask for members are shared between runs
  const unfiltered = optionsOf({ snapshot, segmentation: null, asOf });
  const pinned = segments.length === 0 ? unfiltered : await segmentsOption({ shop, snapshot, segmentation, asOf });
  const ask = <Row>(query: Sql): Promise<Row[]> => rememberedRows<Row>(query, pinned, input.signal);
  const choicesOf = async (column: "state" | "category"): Promise<string[]> =>
    (await rememberedRows<ChoiceRow>(choicesSql(column, lastDay, shop.saleStatuses), unfiltered)).map((row) => row.choice);
  const [states, categories] = await Promise.all([choicesOf("state"), choicesOf("category")]);
  const filter: OrderFilter = {
    span: periodOf(input.preset, firstDay, lastDay).span,
    asOf: lastDay,
    states: input.states.filter((state) => states.includes(state)),
    categories: input.categories.filter((category) => categories.includes(category)),
    segments,
  };
  const totals = async () => (await ask<{ orders: number; customers: number }>(exploreTotalsSql(filter, shop.saleStatuses)))[0] ?? { orders: 0, customers: 0 };
  return { shop, filter, firstDay, totals, ask, choices: { states, categories, segments: known.map(({ index, name }) => ({ index, name })) } };
}
