import { meaningOfStatus } from "@/lib/import/status-words";
import { monthsLater } from "@/lib/measure/contract";
import { contactSumsSql, salesSinceSql } from "@/lib/measure/notice-sql";
import type { NoticeFacts } from "@/lib/measure/notices";
import { salesOf, type StatusRow, statusCountsSql } from "@/lib/measure/shop-change";
import { modelAge } from "@/lib/personas/current-segmentation";
import { listImports } from "@/lib/store/imports";
import { findAcceptedReport } from "@/lib/store/maintenance";
import type { Import } from "@/lib/types/import";
import type { MaintenanceReport } from "@/lib/types/maintenance";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { type Pinned, rememberedRows } from "./remembered";

type Asked = { shop: Shop; snapshot: Snapshot; segmentation: Segmentation | null; options: Pinned };

type SalesRow = { orders: number | null; orders_since: number | null; customers: number; repeat_customers: number | null };

const shareOf = (part: number | null, whole: number | null): number | null => (part === null || whole === null || whole === 0 ? null : part / whole);

/** What the notices need to know beside the KPIs. Shop-wide, whatever the overview is filtered by. */
export async function readNoticeFacts({ shop, snapshot, segmentation, options }: Asked): Promise<Omit<NoticeFacts, "months" | "mayImport">> {
  const lastDay = snapshot.lastDay ?? 0;
  const fitted = segmentation?.fit?.asOf ?? segmentation?.asOf ?? lastDay;
  const [[sales], [contacts], statuses, imports, accepted] = await Promise.all([
    rememberedRows<SalesRow>(salesSinceSql(fitted, lastDay, shop.saleStatuses), options),
    rememberedRows<{ customers: number; with_email: number | null }>(contactSumsSql, options),
    rememberedRows<StatusRow>(statusCountsSql, options),
    listImports(),
    findAcceptedReport(),
  ]);
  return {
    locale: shop.locale,
    lastDay,
    live: segmentation === null ? null : {
      asOf: segmentation.asOf, isOldSnapshot: segmentation.snapshotHash !== snapshot.hash, isRepublished: snapshot.importId === null, age: modelAge(segmentation),
      ordersSinceShare: shareOf(sales?.orders_since ?? null, sales?.orders ?? null), segments: segmentation.segments,
    },
    refreshBy: segmentation === null ? null : refreshBy(accepted, segmentation),
    repeatRate: shareOf(sales?.repeat_customers ?? null, sales?.customers ?? null),
    contacts: contacts === undefined ? null : { customers: contacts.customers, withEmail: contacts.with_email ?? 0 },
    ...saleFacts(statuses, shop),
    ...importFacts(imports),
  };
}

/** What an admin took out of the sales is no news; a word nobody knows is, and every word where nothing is a sale. */
export function saleFacts(rows: readonly StatusRow[], { saleStatuses }: Pick<Shop, "saleStatuses">): Pick<NoticeFacts, "sales" | "uncounted"> {
  const sales = salesOf(rows, saleStatuses).orders;
  const uncounted = rows.filter(({ status }) => !saleStatuses.includes(status) && (sales === 0 || meaningOfStatus(status) === "unknown"));
  return { sales, uncounted: uncounted.map(({ status, orders }) => ({ status, orders })) };
}

/** The schedule counts from the fit of the live model, also when it was refitted since the contract. */
function refreshBy(accepted: MaintenanceReport | null, run: Segmentation): number | null {
  const method = run.method === "rfm" ? "rfm" : "kmeans";
  const months = accepted?.contracts.find((contract) => contract.method === method)?.intervalMonths ?? null;
  return months === null ? null : monthsLater(run.fit?.asOf ?? run.asOf, months);
}

/** @param imports newest first */
export function importFacts(imports: readonly Import[]): Pick<NoticeFacts, "lastImport" | "failedImport"> {
  const real = imports.filter(({ dryRun }) => !dryRun);
  const ended = real.find(({ status }) => status !== "running" && status !== "undone");
  const complete = real.find(({ status }) => status === "complete");
  return {
    failedImport: ended?.status === "failed" ? { id: ended.id, reason: ended.error } : null,
    lastImport: complete === undefined ? null : countedRows(complete),
  };
}

function countedRows({ id, files }: Import): NonNullable<NoticeFacts["lastImport"]> {
  const sum = (of: (file: Import["files"][number]) => number): number => files.reduce((total, file) => total + of(file), 0);
  return {
    id, rejected: sum((file) => file.rejected), pending: sum((file) => file.pending),
    rows: sum((file) => file.accepted + file.updated + file.duplicate + file.rejected + file.pending),
  };
}
