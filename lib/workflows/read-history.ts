import { analytics, type QueryOptions } from "@/lib/analytics/engine";
import { featureMatrixOfRows } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { maintenanceDates } from "@/lib/measure/maintenance-dates";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import type { MembershipSince } from "@/lib/types/assignment";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { sql } from "@/lib/types/sql";
import { scopeOf } from "./read-segments";

/** Months looked back over. */
const mostMonths = 24;

type HistoryInput = { run: Segmentation; shop: Shop; customerKey: number; firstDay: Day; asOf: Day; options: QueryOptions };

/**
 * A customer's segment at the end of each month since their first order and at the last day, by the
 * run's stored model; only days on which it changed. None for a run without a model.
 */
export async function readHistory({ run, shop, customerKey, firstDay, asOf, options }: HistoryInput): Promise<MembershipSince[]> {
  if (run.centroids === null && run.cuts === null) return [];
  const days = [...new Set([...maintenanceDates({ firstDay, lastDay: asOf, baseMonths: 0, stepMonths: 1 }).filter((day) => day >= firstDay), asOf])].slice(-mostMonths);
  const features = assignedFeatures(run);
  const segments = await Promise.all(days.map(async (day): Promise<MembershipSince[]> => {
    const query = sql`select * from (${featuresSql({ ...scopeOf(run, shop), asOf: day }, features)}) as f where customer_key = ${customerKey}`;
    const rows = await analytics().query<Record<string, number | null>>(query, options);
    const [segment] = rows.length === 0 ? [] : assignMembers(run, featureMatrixOfRows(rows, features)).segments;
    return segment === undefined ? [] : [{ asOf: day, segment }];
  }));
  const known = segments.flat();
  return known.filter((one, i) => i === 0 || known[i - 1]?.segment !== one.segment);
}
