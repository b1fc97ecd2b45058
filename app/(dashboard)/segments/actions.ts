"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { savePersonaNote } from "@/lib/store/persona-notes";
import type { ActionState } from "@/lib/types/action";

const place = { segmentationId: z.coerce.number().int().min(1), index: z.coerce.number().int().min(0).max(999) };
const nameForm = z.strictObject({ ...place, name: z.string().trim().max(60) });
const noteForm = z.strictObject({ ...place, note: z.string().trim().max(4000) });

/** Fields: segmentationId, index, name; an empty name brings the run's own back. */
export async function renamePersonaAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "renamePersona", roles: may.editPersona, input: nameForm }, form, async ({ name, ...at }, actor) => {
    await savePersonaNote({ ...at, name: name === "" ? null : name }, { actor: actor.id, action: "renamePersona" });
    revalidatePath("/", "layout");
    return succeeded();
  });
}

/** Fields: segmentationId, index, note. */
export async function savePersonaNoteAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "notePersona", roles: may.editPersona, input: noteForm }, form, async ({ note, ...at }, actor) => {
    await savePersonaNote({ ...at, note: note === "" ? null : note }, { actor: actor.id, action: "notePersona" });
    revalidatePath("/segments", "layout");
    return succeeded(null, "Saved.");
  });
}
