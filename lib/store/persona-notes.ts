import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import { appendAudit } from "./audit";
import { store, transact } from "./client";

/** A person's own name and notes for a persona. */
export type PersonaNote = { index: number; name: string | null; note: string | null; updatedAt: Date; updatedBy: string };

export async function listPersonaNotes(segmentationId: number): Promise<PersonaNote[]> {
  return store().personaNote.findMany({
    where: { segmentationId },
    orderBy: { index: "asc" },
    select: { index: true, name: true, note: true, updatedAt: true, updatedBy: true },
  });
}

export type PersonaNoteChange = { segmentationId: number; index: number; name?: string | null; note?: string | null };

/** Keeps what is not mentioned. @throws AppError notFound, conflict if another persona of the run has the name */
export async function savePersonaNote(change: PersonaNoteChange, audit: AuditInput): Promise<void> {
  const { segmentationId, index, ...texts } = change;
  await transact(async (tx) => {
    const segments = await tx.segment.findMany({ where: { segmentationId, segmentation: { status: "complete" } }, select: { index: true, name: true } });
    if (!segments.some((segment) => segment.index === index)) throw new AppError("notFound");
    if (texts.name) {
      const notes = await tx.personaNote.findMany({ where: { segmentationId }, select: { index: true, name: true } });
      const shown = segments.map((s) => ({ index: s.index, name: notes.find((n) => n.index === s.index)?.name ?? s.name }));
      const isTaken = shown.some((s) => s.index !== index && s.name.toLowerCase() === texts.name?.toLowerCase());
      if (isTaken) throw new AppError("conflict", "Another persona of this segmentation has this name.");
    }
    const data = { ...texts, updatedAt: new Date(), updatedBy: audit.actor };
    const key = { segmentationId_index: { segmentationId, index } };
    await tx.personaNote.upsert({ where: key, create: { segmentationId, index, ...data }, update: data });
    await appendAudit(tx, { ...audit, object: `${segmentationId}/${index}` });
  });
}
