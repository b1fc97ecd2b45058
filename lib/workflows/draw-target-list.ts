import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { filterSql } from "@/lib/audiences/filter-sql";
import { spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { comparableAddress, type Gated, gateByConsent, type Member, targetListHeader, targetListRows } from "@/lib/audiences/target-list";
import { AppError } from "@/lib/errors";
import { dataPaths } from "@/lib/env";
import { listUnexpiredTargetLists, readContacts, readRefusedAddresses, saveTargetList } from "@/lib/store/target-lists";
import type { CustomerFilter } from "@/lib/types/customer-filter";
import type { Segmentation } from "@/lib/types/segmentation";
import { sql } from "@/lib/types/sql";
import type { Channel, Excluded } from "@/lib/types/target-list";
import { type CustomerProfiles, openCustomerProfiles } from "./customer-profile";
import { writeDurably } from "./write-csv-file";

export type TargetListRequest = {
  /** null = the live one */
  segmentationId: number | null;
  /** exactly one segment, narrowed by the other filters */
  filter: CustomerFilter;
  channel: Channel;
};

export type TargetListPreview = { segment: string; members: number; rows: number; excluded: Excluded };

/** Where the file of a list lies until it expires. */
export function targetListFile(id: string): string {
  return path.join(dataPaths().targetLists, `${id}.csv`);
}

type Drawn = { profiles: CustomerProfiles; segmentation: Segmentation; segment: string; members: number; gated: Gated };

/** @throws AppError noSegmentation, invalidInput, notFound */
async function gather({ segmentationId, filter, channel }: TargetListRequest): Promise<Drawn> {
  const profiles = await openCustomerProfiles(segmentationId);
  const { segmentation } = profiles;
  if (!segmentation) throw new AppError("noSegmentation");
  const [index, ...others] = filter.segments;
  const segment = segmentation.segments.find((one) => one.index === index);
  if (!segment || others.length > 0) throw new AppError("invalidInput", "Choose one segment of this segmentation.");
  const members = await profiles.ask<Member>(
    sql`select customer_key, external_id, state, city, recency_days, order_count, revenue_cents
      from customer_profile where ${filterSql(filter, profiles.scope)} order by external_id`,
  );
  // consent is read from the record at this moment, not from the snapshot
  const [contacts, refused] = await Promise.all([readContacts(members.map((m) => m.customer_key)), readRefusedAddresses(channel)]);
  const gated = gateByConsent(members, contacts, channel, new Set(refused.map(comparableAddress)));
  return { profiles, segmentation, segment: segment.name, members: members.length, gated };
}

/** What a list would hold and leave out, without making it. */
export async function previewTargetList(request: TargetListRequest): Promise<TargetListPreview> {
  const { segment, members, gated } = await gather(request);
  return { segment, members, rows: gated.accepted.length, excluded: gated.excluded };
}

export type DrawnTargetList = TargetListPreview & { id: string; file: string; fileName: string; sha256: string; bytes: number };

export type DrawTargetList = { request: TargetListRequest; actor: string; ip: string | null; expiresAt: Date };

/**
 * Makes a list for download: the file first (temporary, fsync, rename), then its record and audit
 * entry in one transaction. A file without a record is never served, and swept.
 */
export async function drawTargetList({ request, actor, ip, expiresAt }: DrawTargetList): Promise<DrawnTargetList> {
  const { profiles, segmentation, segment, members, gated } = await gather(request);
  const id = randomBytes(16).toString("hex");
  const rows = targetListRows(gated, request.channel, segment, profiles.shop.minorUnits);
  const { sha256, bytes } = await writeDurably(targetListFile(id), spreadsheetCsv(targetListHeader(request.channel, profiles.shop.currency), rows));
  const { excluded, accepted } = gated;
  const filter = JSON.stringify(request.filter);
  await saveTargetList(
    {
      id,
      segmentationId: segmentation.id,
      segmentName: segment,
      filter,
      rows: accepted.length,
      excluded: excluded.noConsent + excluded.unknownConsent + excluded.noAddress,
      sha256,
      bytes,
      createdBy: actor,
      expiresAt,
      snapshotHash: profiles.snapshot.hash,
    },
    {
      actor,
      ip,
      action: "downloadTargetList",
      // what was searched for may name a person, so the filter is told by its hash
      detail: { segmentationId: segmentation.id, segment, channel: request.channel, rows: accepted.length, ...excluded, filter: hashOf(filter), sha256 },
    },
  );
  return { id, segment, members, rows: accepted.length, excluded, file: targetListFile(id), fileName: fileNameOf(segment, id), sha256, bytes };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** ASCII only, fixed by us: it becomes a header. */
export function fileNameOf(segment: string, id: string): string {
  const slug = segment.normalize("NFD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  return `target-list-${slug === "" ? "segment" : slug}-${id.slice(0, 8)}.csv`;
}

/** A list being drawn has its file before its record; no list takes this long. */
const drawnWithinMs = 10 * 60_000;

/** Removes the files of lists that expired, and of lists that were never recorded. */
export async function sweepTargetLists(now: Date): Promise<void> {
  const folder = dataPaths().targetLists;
  if (!existsSync(folder)) return;
  const alive = await listUnexpiredTargetLists(now);
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const isOld = statSync(file).mtimeMs < now.getTime() - drawnWithinMs;
    if (isOld && !alive.has(name.replace(/\.csv$/, ""))) rmSync(file, { force: true });
  }
}
