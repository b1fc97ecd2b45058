"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { enqueueJob } from "@/lib/store/jobs";
import { getImport } from "@/lib/store/imports";
import type { ActionState } from "@/lib/types/action";
import { importFormats } from "@/lib/types/import";
import { uploadFolder } from "@/lib/workflows/uploads";

const choice = z.enum(["true", "false", "on"]).optional().transform((value) => value === "true" || value === "on");

/** JSON of our column → the file's column. */
const columnMap = z.string().max(10_000).transform((text, context) => {
  if (text === "") return null;
  try {
    const parsed = z.record(z.string().max(100), z.string().max(200)).safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // not JSON: told like a wrong shape
  }
  context.addIssue({ code: "custom", message: "The column mapping cannot be read." });
  return z.NEVER;
});

const importForm = z.strictObject({
  uploadId: z.uuid(),
  format: z.preprocess((value) => (value === "" ? undefined : value), z.enum(importFormats).optional()),
  map: columnMap.optional(),
  dryRun: choice,
  replaceSample: choice,
});

/**
 * Fields: uploadId (of POST /api/uploads), format, map (JSON), dryRun, replaceSample. The answer's id
 * is the job's; the job's result is the import, of a dry run too.
 */
export async function startImportAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "startImport", roles: may.import, input: importForm }, form, async (input, actor) => {
    const { uploadId, format, map, dryRun, replaceSample } = input;
    const job = { paths: [uploadFolder(uploadId)], format: format ?? null, map: map ?? null, dryRun, replaceSample, sample: false, uploadId };
    const id = await enqueueJob("import", job, { actor: actor.id, action: "startImport", detail: { dryRun, replaceSample } });
    revalidatePath("/imports");
    return succeeded(id);
  });
}

const undoForm = z.strictObject({ id: z.coerce.number().int().min(1), word: z.string().trim().toLowerCase() });

/** Fields: id of the import, word (the typed "undo"). The answer's id is the job's. */
export async function undoImportAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "undoImport", roles: may.import, input: undoForm }, form, async (input, actor) => {
    if (input.word !== "undo") throw new AppError("invalidInput", "Type undo to confirm.");
    const found = await getImport(input.id);
    if (found.status !== "complete") throw new AppError("conflict", "Only a complete import can be undone.");
    const id = await enqueueJob("undoImport", { importId: input.id }, { actor: actor.id, action: "undoImport", detail: { importId: input.id } });
    revalidatePath("/imports");
    return succeeded(id);
  });
}
