import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Actor } from "@/lib/types/roles";
import type { SavedSegment, SavedView } from "@/lib/types/saved-view";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

const mostViews = 50;
const columns = { id: true, name: true, query: true, segments: true, shared: true, createdBy: true } as const;
type Row = Omit<SavedView, "segments" | "isShared"> & { segments: string; shared: boolean };

function viewOf({ segments, shared, ...row }: Row): SavedView {
  return { ...row, segments: JSON.parse(segments) as SavedSegment[], isShared: shared };
}

const seenBy = (userId: string) => ({ removedAt: null, OR: [{ createdBy: userId }, { shared: true }] });

/** One's own views and those of the team, by name. */
export async function listSavedViews(userId: string): Promise<SavedView[]> {
  const rows = await store().savedView.findMany({ where: seenBy(userId), orderBy: [{ name: "asc" }, { id: "asc" }], take: 200, select: columns });
  return rows.map(viewOf);
}

/** The view a user's customers page opens with; null for none, and for one that is no longer there for them. */
export async function findDefaultView(userId: string): Promise<number | null> {
  const row = await store().defaultView.findFirst({ where: { userId, view: seenBy(userId) }, select: { viewId: true } });
  return row?.viewId ?? null;
}

/** The users' names by id, of those who share views. */
export async function readViewOwners(userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await store().user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A view as it is changed: what is undefined stays. */
export type ViewChange = { name: string; isShared: boolean; content?: { query: string; segments: readonly SavedSegment[] } };

async function refuseTakenName(tx: StoreTransaction, name: string, actor: Actor, except: number | null): Promise<void> {
  const others = await tx.savedView.findMany({ where: seenBy(actor.id), select: { id: true, name: true, createdBy: true } });
  if (others.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())) {
    throw new AppError("conflict", "Another view has this name.");
  }
  if (except === null && others.filter(({ createdBy }) => createdBy === actor.id).length >= mostViews) {
    throw new AppError("invalidInput", `At most ${mostViews} views can be kept. Delete one you no longer need.`);
  }
}

/** @throws AppError notFound where the actor cannot see it, forbidden where they can but it is not theirs */
async function requireView(tx: StoreTransaction, id: number, actor: Actor, rights: { ofAdmin: boolean; removed: boolean }): Promise<{ shared: boolean; name: string }> {
  const row = await tx.savedView.findUnique({ where: { id }, select: { createdBy: true, shared: true, name: true, removedAt: true } });
  const isOwn = row?.createdBy === actor.id;
  if (row === null || (row.removedAt !== null) !== rights.removed || !(isOwn || row.shared)) throw new AppError("notFound", "There is no such view.");
  if (!isOwn && !(rights.ofAdmin && actor.role === "admin")) throw new AppError("forbidden", "Only who made a view may change it.");
  return row;
}

/**
 * Saves a new view, or a change of one's own.
 * @param id null = a new one
 * @returns its id
 * @throws AppError notFound, forbidden, conflict if a view one sees has the name, invalidInput beyond 50 views
 */
export async function saveView(id: number | null, { name, isShared, content }: ViewChange, actor: Actor): Promise<number> {
  return transact(async (tx) => {
    if (id !== null) await requireView(tx, id, actor, { ofAdmin: false, removed: false });
    await refuseTakenName(tx, name, actor, id);
    const kept = content === undefined ? {} : { query: content.query, segments: JSON.stringify(content.segments) };
    const data = { name, shared: isShared, updatedAt: new Date(), ...kept };
    const fresh = { query: "", segments: "[]", ...data, createdBy: actor.id };
    const row = id === null ? await tx.savedView.create({ data: fresh, select: { id: true } }) : await tx.savedView.update({ where: { id }, data, select: { id: true } });
    // a view may search for a person: the log names it by its id alone
    await appendAudit(tx, auditOf("saveView", actor, row.id, isShared));
    return row.id;
  });
}

/**
 * Deletes a view, or brings it back: who made it, and an admin those that are shared.
 * @throws AppError notFound, forbidden, conflict if its name has been taken meanwhile
 */
export async function setViewRemoved(id: number, isRemoved: boolean, actor: Actor): Promise<void> {
  await transact(async (tx) => {
    const { name, shared } = await requireView(tx, id, actor, { ofAdmin: true, removed: !isRemoved });
    if (!isRemoved) await refuseTakenName(tx, name, actor, id);
    await tx.savedView.update({ where: { id }, data: { removedAt: isRemoved ? new Date() : null } });
    await appendAudit(tx, auditOf(isRemoved ? "deleteView" : "restoreView", actor, id, shared));
  });
}

/**
 * Lets a user's customers page open with a view they see; null = with all customers.
 * @throws AppError notFound
 */
export async function setDefaultView(userId: string, viewId: number | null): Promise<void> {
  await transact(async (tx) => {
    if (viewId === null) {
      await tx.defaultView.deleteMany({ where: { userId } });
      return;
    }
    if ((await tx.savedView.count({ where: { id: viewId, ...seenBy(userId) } })) === 0) throw new AppError("notFound", "There is no such view.");
    await tx.defaultView.upsert({ where: { userId }, create: { userId, viewId }, update: { viewId } });
  });
}

function auditOf(action: string, actor: Actor, id: number, isShared: boolean): AuditInput {
  return { actor: actor.id, action, object: String(id), detail: { shared: isShared } };
}
