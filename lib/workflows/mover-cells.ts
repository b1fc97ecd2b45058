import { setImmediate as othersTurn } from "node:timers/promises";
import { numbersOf } from "@/lib/analytics/columns";
import { analytics, type Columns } from "@/lib/analytics/engine";
import { createMoverCells, type MoverCells, moverCellsBytes } from "@/lib/measure/mover-cells";
import { createMoverCount, moverRows } from "@/lib/measure/mover-rows";
import type { MoverRow } from "@/lib/measure/movers";
import { peopleSql } from "@/lib/measure/movers-sql";
import { createPeople, type People, peopleBytes } from "@/lib/measure/people";
import { createDayHistory, type SegmentHistory } from "@/lib/personas/segment-history";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { segmentsThen } from "./assign-as-of";
import { customersATurn } from "./buyer-ledger";
import { keptColumns } from "./kept-columns";
import type { Pinned } from "./remembered";
import { findHistory } from "./segment-history";

/** The run as it shows the later day, whose members are those of the options, or its people where they are told without an engine. */
export type MoverDays = { run: Segmentation; shop: Shop; since: Day; options: Pinned; people: (() => Promise<People>) | null };

async function peopleOf({ run, shop, options }: MoverDays): Promise<People> {
  const people = createPeople();
  const take = (columns: Columns): void => people.add({
    customerKeys: numbersOf(columns, "customer_key"), segments: numbersOf(columns, "segment"),
    lastDays: numbersOf(columns, "last_day"), revenueCents: numbersOf(columns, "revenue_cents"),
  });
  await analytics().blocks(peopleSql({ asOf: run.asOf, saleStatuses: shop.saleStatuses }), take, { ...options, keepsParts: true });
  return people.finish();
}

async function addedUp(days: MoverDays, history: SegmentHistory): Promise<MoverCells> {
  const people = await peopleOf(days);
  const cells = createMoverCells(people, history, days.run.asOf);
  for (let from = 0; from < people.segments.length; from += customersATurn) {
    cells.add({ from, to: from + customersATurn });
    await othersTurn();
  }
  return cells.finish();
}

async function historyOfDay(run: Segmentation, day: Day, place: Parameters<typeof segmentsThen>[2]): Promise<SegmentHistory> {
  const history = createDayHistory(day);
  for (const part of await segmentsThen(run, day, place)) {
    history.add(part);
    await othersTurn();
  }
  return history.finish();
}

async function counted(days: MoverDays, history: SegmentHistory): Promise<MoverRow[]> {
  const { run, shop, since, options } = days;
  const people = await (days.people?.() ?? keptColumns(JSON.stringify(["people", options, run.asOf, shop.saleStatuses]), () => peopleOf(days), peopleBytes));
  const count = createMoverCount(people, history, { since, k: run.segments.length });
  for (let from = 0; from < people.segments.length; from += customersATurn) {
    count.add({ from, to: from + customersATurn });
    await othersTurn();
  }
  return count.rows();
}

/**
 * The people of the later day by where they were before. Of the newest data, which everybody looks at, that is worked
 * out once for all earlier days, where the model is known for all days at once; else for the one earlier day.
 */
export async function readMoverRows(days: MoverDays): Promise<MoverRow[]> {
  const { run, shop, since, options } = days;
  const place = { snapshotId: options.snapshotId, shop, engine: analytics() };
  const history = await findHistory(run, run.asOf - 1, place);
  if (history === null || options.asOf !== undefined) return counted(days, history ?? (await historyOfDay(run, since, place)));
  const cells = await keptColumns(JSON.stringify(["mover cells", options, run.asOf, shop.saleStatuses]), () => addedUp(days, history), moverCellsBytes);
  return moverRows(cells, since, run.segments.length);
}
