import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { membersOption, openAnalytics } from "@/lib/analytics/engine";
import { type CsvValue, csvLine } from "@/lib/audiences/spreadsheet-csv";
import { AppError } from "@/lib/errors";
import { featureColumn, featuresSql } from "@/lib/features/feature-sql";
import { recordAudit } from "@/lib/store/audit";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { FeatureName } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import { rawSql, sql } from "@/lib/types/sql";
import { upToDate } from "./read-context";
import { scopeOf } from "./read-segments";

type MemberRow = Record<string, string | number | null>;

async function readMembers(chosen: Segmentation, features: readonly FeatureName[]): Promise<MemberRow[]> {
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  if (!snapshot) throw new AppError("noSnapshot");
  const run = await upToDate(chosen, snapshot, shop);
  const scope = scopeOf(run, shop);
  const columns = features.map((feature) => rawSql(`f.${featureColumn(feature)}`));
  const list = columns.reduce((all, column) => sql`${all}, ${column}`, sql`c.external_id, m.segment, m.margin`);
  const engine = openAnalytics();
  try {
    return await engine.query<MemberRow>(
      sql`select ${list} from memberships as m
        join customers as c on c.customer_key = m.customer_key
        left join (${featuresSql(scope, features)}) as f on f.customer_key = m.customer_key
        order by c.external_id`,
      { snapshotId: snapshot.id, ...membersOption(run) },
    );
  } finally {
    engine.close();
  }
}

/**
 * Writes who belongs to which segment of a run: external id, segment, margin to the runner-up
 * (empty for RFM) and the run's features in raw units. Made for programs, so without a byte order
 * mark, and safe in a spreadsheet all the same. Personal data: the audit log tells of it.
 *
 * Members of the live run are everybody in the newest snapshot, by its stored model; those of another
 * run are who they were when it was last live, or fitted. Features are those of the newest snapshot as
 * of that day.
 */
export async function exportMembers(run: Segmentation, file: string, by: string): Promise<{ rows: number; sha256: string }> {
  const features = run.features;
  const members = await readMembers(run, features);
  const names = new Map(run.segments.map((segment) => [segment.index, segment.name]));
  const rows = members.map((row): CsvValue[] => [
    row.external_id ?? null,
    names.get(Number(row.segment)) ?? null,
    row.margin ?? null,
    ...features.map((feature) => row[featureColumn(feature)] ?? null),
  ]);
  const sha256 = writeWhole(file, [["external_id", "segment", "margin", ...features], ...rows].map(csvLine).join(""));
  await recordAudit({ actor: by, action: "exportMembers", object: String(run.id), detail: { rows: rows.length, sha256 } });
  return { rows: rows.length, sha256 };
}

/** The file appears whole or not at all. */
function writeWhole(file: string, text: string): string {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = openSync(temporary, "w", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return createHash("sha256").update(text).digest("hex");
}
