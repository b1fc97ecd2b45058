import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Method } from "@/lib/types/segmentation";
import { appendAudit } from "./audit";
import { store, transact } from "./client";

/** A person's own name and notes for a persona: they stay with it from run to run. `index` is its group in the run asked for. */
export type PersonaNote = { index: number; name: string | null; note: string | null; updatedAt: Date; updatedBy: string };

export async function listPersonaNotes(segmentationId: number): Promise<PersonaNote[]> {
  const segments = await store().segment.findMany({ where: { segmentationId }, orderBy: { index: "asc" }, select: { index: true, persona: true } });
  const notes = await store().personaNote.findMany({ where: { persona: { in: segments.map(({ persona }) => persona) } } });
  return segments.flatMap(({ index, persona }) =>
    notes.filter((note) => note.persona === persona).map(({ name, note, updatedAt, updatedBy }) => ({ index, name, note, updatedAt, updatedBy })));
}

/** Where a named or noted persona was last met. */
export type NotedPersona = { persona: string; name: string; segmentationId: number; index: number };

/** Personas a person has named or noted, each in its newest run of one of the methods, the newest runs first. */
export async function listNotedPersonas(methods: readonly Method[]): Promise<NotedPersona[]> {
  const notes = await store().personaNote.findMany({ where: { OR: [{ name: { not: null } }, { note: { not: null } }] }, orderBy: { persona: "asc" } });
  const segments = await store().segment.findMany({
    where: { persona: { in: notes.map(({ persona }) => persona) }, segmentation: { status: "complete", method: { in: [...methods] } } },
    orderBy: [{ segmentationId: "desc" }, { index: "asc" }],
    select: { segmentationId: true, index: true, persona: true, name: true },
  });
  return [...Map.groupBy(segments, ({ persona }) => persona).values()].flatMap(([newest]) =>
    newest === undefined ? [] : [{ ...newest, name: notes.find(({ persona }) => persona === newest.persona)?.name ?? newest.name }]);
}

export type PersonaNoteChange = { segmentationId: number; index: number; name?: string | null; note?: string | null };

/** Keeps what is not mentioned. @throws AppError notFound, conflict if another persona of the run has the name */
export async function savePersonaNote(change: PersonaNoteChange, audit: AuditInput): Promise<void> {
  const { segmentationId, index, ...texts } = change;
  await transact(async (tx) => {
    const segments = await tx.segment.findMany({
      where: { segmentationId, segmentation: { status: "complete" } }, select: { index: true, name: true, persona: true },
    });
    const persona = segments.find((segment) => segment.index === index)?.persona;
    if (persona === undefined) throw new AppError("notFound");
    if (texts.name) {
      const notes = await tx.personaNote.findMany({ where: { persona: { in: segments.map((s) => s.persona) } }, select: { persona: true, name: true } });
      const shown = segments.map((s) => ({ index: s.index, name: notes.find((n) => n.persona === s.persona)?.name ?? s.name }));
      const isTaken = shown.some((s) => s.index !== index && s.name.toLowerCase() === texts.name?.toLowerCase());
      if (isTaken) throw new AppError("conflict", "Another persona of this segmentation has this name.");
    }
    const data = { ...texts, updatedAt: new Date(), updatedBy: audit.actor };
    await tx.personaNote.upsert({ where: { persona }, create: { persona, ...data }, update: data });
    await appendAudit(tx, { ...audit, object: `${segmentationId}/${index}` });
  });
}
