import { AppError } from "@/lib/errors";
import { appendAuditNative } from "@/lib/store/audit";
import { getImport, markUndone } from "@/lib/store/imports";
import type { NewSnapshot } from "@/lib/store/snapshots";
import { republish, type RepublishOptions } from "./republish";

/**
 * Takes back an import: the versions it replaced become current again, and rows that later imports counted
 * as duplicates of its own stay as theirs.
 *
 * @throws AppError notFound, conflict
 */
export async function undoImport(id: number, actor: string, options: RepublishOptions = {}): Promise<NewSnapshot> {
  const entry = await getImport(id);
  if (entry.status !== "complete" || entry.dryRun) throw new AppError("conflict", `import ${id} is ${entry.dryRun ? "a dry run" : entry.status}; only a complete one can be undone`);
  return republish({ except: [id], keepsFiles: true }, options, (db, snapshot) => {
    markUndone(db, id);
    appendAuditNative(db, { actor, action: "import.undo", object: String(id), outcome: "ok", detail: { snapshot: snapshot.hash, orders: snapshot.orders } });
  });
}

/** Publishes the snapshot again from the store, e.g. when its files are damaged. */
export function rebuildSnapshot(actor: string, options: RepublishOptions = {}): Promise<NewSnapshot> {
  return republish({ except: [], keepsFiles: false }, options, (db, snapshot) => {
    appendAuditNative(db, { actor, action: "snapshot.rebuild", object: String(snapshot.id), outcome: "ok", detail: { snapshot: snapshot.hash } });
  });
}
