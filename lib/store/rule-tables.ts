import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { RfmRuleTable } from "@/lib/types/rfm";
import type { SavedRuleTable } from "@/lib/types/rule-table";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

type Row = { id: number; name: string; content: string; updatedAt: Date; updatedBy: string };

function tableOf({ content, ...row }: Row): SavedRuleTable {
  return { ...row, table: JSON.parse(content) as RfmRuleTable };
}

const columns = { id: true, name: true, content: true, updatedAt: true, updatedBy: true } as const;

/** The selectable tables, by name. */
export async function listRuleTables(): Promise<SavedRuleTable[]> {
  const rows = await store().ruleTable.findMany({ where: { removedAt: null }, orderBy: [{ name: "asc" }, { id: "asc" }], take: 100, select: columns });
  return rows.map(tableOf);
}

export async function findRuleTable(id: number): Promise<SavedRuleTable | null> {
  const row = await store().ruleTable.findFirst({ where: { id, removedAt: null }, select: columns });
  return row && tableOf(row);
}

async function refuseTakenName(tx: StoreTransaction, name: string, except: number | null): Promise<void> {
  const others = await tx.ruleTable.findMany({ where: { removedAt: null }, select: { id: true, name: true } });
  if (others.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())) {
    throw new AppError("conflict", "Another table of rules has this name.");
  }
}

/**
 * Saves a new table, or a change of one. Runs made with it keep theirs.
 * @param id null = a new one
 * @returns its id
 * @throws AppError notFound, conflict if another table has the name
 */
export async function saveRuleTable({ id, name, table }: { id: number | null; name: string; table: RfmRuleTable }, audit: AuditInput): Promise<number> {
  return transact(async (tx) => {
    await refuseTakenName(tx, name, id);
    const data = { name, content: JSON.stringify(table), updatedAt: new Date(), updatedBy: audit.actor };
    if (id !== null && (await tx.ruleTable.count({ where: { id, removedAt: null } })) === 0) throw new AppError("notFound");
    const row = id === null ? await tx.ruleTable.create({ data, select: { id: true } }) : await tx.ruleTable.update({ where: { id }, data, select: { id: true } });
    await appendAudit(tx, { ...audit, object: String(row.id) });
    return row.id;
  });
}

/**
 * Takes a table out of choice, or brings it back.
 * @throws AppError notFound, conflict if another table has taken its name meanwhile
 */
export async function setRuleTableRemoved(id: number, isRemoved: boolean, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    const row = await tx.ruleTable.findUnique({ where: { id }, select: { name: true } });
    if (row === null) throw new AppError("notFound");
    if (!isRemoved) await refuseTakenName(tx, row.name, id);
    await tx.ruleTable.update({ where: { id }, data: { removedAt: isRemoved ? new Date() : null } });
    await appendAudit(tx, { ...audit, object: String(id) });
  });
}
