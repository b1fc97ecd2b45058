import { AppError } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { findDefaultView, listSavedViews, readViewOwners, saveView, setDefaultView, setViewRemoved } from "@/lib/store/saved-views";
import { findLiveSegmentation, findSegmentation } from "@/lib/store/segmentations";
import type { Actor } from "@/lib/types/roles";
import type { SavedSegment, SavedView } from "@/lib/types/saved-view";

/** A view as its reader meets it. */
export type ListedView = SavedView & {
  isOwn: boolean;
  /** who shares it; null for one's own */
  ownerName: string | null;
  /** the page opens with it */
  isDefault: boolean;
};

/** The views a person sees: their own first, then those of the team, each by name. */
export async function readSavedViews(userId: string): Promise<ListedView[]> {
  const [views, defaultId] = await Promise.all([listSavedViews(userId), findDefaultView(userId)]);
  const owners = await readViewOwners(views.map(({ createdBy }) => createdBy).filter((id) => id !== userId));
  const listed = views.map((view): ListedView => {
    const isOwn = view.createdBy === userId;
    return { ...view, isOwn, ownerName: isOwn ? null : (owners.get(view.createdBy) ?? "somebody who left"), isDefault: view.id === defaultId };
  });
  return [...listed.filter(({ isOwn }) => isOwn), ...listed.filter(({ isOwn }) => !isOwn)];
}

/** What a person keeps: `view` is left out to rename or share one as it is. */
export type KeepViewRequest = {
  id: number | null;
  name: string;
  isShared: boolean;
  isDefault: boolean;
  view?: { query: string; segments: readonly number[]; segmentationId: number | null };
};

/** The groups as they are known across runs, so that a view outlives the run it was made with. */
async function segmentsOf(indexes: readonly number[], segmentationId: number | null): Promise<SavedSegment[]> {
  if (indexes.length === 0) return [];
  const run = segmentationId === null ? await findLiveSegmentation() : await findSegmentation(segmentationId);
  const known = run?.segments.filter(({ index }) => indexes.includes(index)) ?? [];
  return known.map(({ index, name, persona }) => ({ index, name, persona: persona ?? null }));
}

/**
 * Keeps a view, a new one or a change of one's own.
 * @returns its id
 * @throws AppError notFound, forbidden, conflict, invalidInput
 */
export async function keepView({ id, name, isShared, isDefault, view }: KeepViewRequest, actor: Actor): Promise<number> {
  const content = view && { query: view.query, segments: await segmentsOf(view.segments, view.segmentationId) };
  const saved = await refusalOnRecord("saveView", id, actor, () => saveView(id, { name, isShared, content }, actor));
  const wasDefault = (await findDefaultView(actor.id)) === saved;
  if (wasDefault !== isDefault) await setDefaultView(actor.id, isDefault ? saved : null);
  return saved;
}

/** Deletes a view or brings it back. @throws AppError notFound, forbidden, conflict */
export async function removeView(id: number, isRemoved: boolean, actor: Actor): Promise<void> {
  await refusalOnRecord("deleteView", id, actor, () => setViewRemoved(id, isRemoved, actor));
}

async function refusalOnRecord<T>(action: string, id: number | null, actor: Actor, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") {
      await recordAudit({ actor: actor.id, action, object: id === null ? null : String(id), outcome: "denied", detail: { reason: error.code } });
    }
    throw error;
  }
}
