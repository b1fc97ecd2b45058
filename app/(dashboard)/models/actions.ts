"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { canCancelJob, canDo, may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { civilDate, dayOf } from "@/lib/stats/civil-date";
import { enqueueJob, findJob, requestCancel } from "@/lib/store/jobs";
import type { ActionState } from "@/lib/types/action";
import { featureNames } from "@/lib/types/features";
import { balances, defaultRequest, engines, methods, presets } from "@/lib/types/segmentation";
import { promote } from "@/lib/workflows/promote";

/** A field left empty counts as not given. */
const open = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** YYYY-MM-DD → day number */
const calendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "A date looks like 2018-08-29.")
  .transform((text, context) => {
    const [year = 0, month = 0, dayOfMonth = 0] = text.split("-").map(Number);
    const day = dayOf({ year, month, dayOfMonth });
    if (civilDate(day).dayOfMonth !== dayOfMonth) context.addIssue({ code: "custom", message: "There is no such day." });
    return day;
  });

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const segmentationForm = z.strictObject({
  method: open(z.enum(methods)),
  preset: open(z.enum(presets)),
  balance: open(z.enum(balances)),
  features: z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.enum(featureNames)).min(1).max(featureNames.length).optional()),
  k: open(z.union([z.literal("auto"), whole(1, 50)])),
  asOf: open(calendarDay),
  windowDays: open(whole(1, 36_500)),
  status: open(z.enum(["delivered", "sales"])),
  seed: open(whole(0, 2 ** 32 - 1)),
  nInit: open(whole(1, 100)),
  engine: open(z.enum(engines)),
  promote: z.enum(["true", "on"]).optional(),
});

/**
 * Fields, all optional: method, preset, balance, features (repeated), k (`auto` or a number), asOf
 * (YYYY-MM-DD), windowDays, status, seed, nInit, engine, promote. The answer's id is the job's.
 */
export async function startSegmentationAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "startSegmentation", roles: may.startSegmentation, input: segmentationForm }, form, async (input, actor) => {
    const promoted = input.promote !== undefined;
    if (promoted && !canDo(actor.role, "promote")) throw new AppError("forbidden", "A manager or an admin promotes a segmentation.");
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const id = await enqueueJob("segment", { ...defaultRequest, ...given, promote: promoted }, { actor: actor.id, action: "startSegmentation" });
    revalidatePath("/models");
    return succeeded(id);
  });
}

/** Fields: id of a segmentation. */
export async function promoteAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id: whole(1, Number.MAX_SAFE_INTEGER) });
  return act({ action: "promote", roles: may.promote, input }, form, async ({ id }, actor) => {
    await promote(id, actor.id);
    revalidatePath("/", "layout");
    return succeeded(String(id), "This segmentation is live now.");
  });
}

/** Fields: id of a job, one's own; an admin may cancel any. */
export async function cancelJobAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "cancelJob", input: z.strictObject({ id: z.uuid() }) }, form, async ({ id }, actor) => {
    const job = await findJob(id);
    // somebody else's job is answered like none
    if (!job || !canCancelJob(actor, job)) throw new AppError("notFound");
    const stopped = await requestCancel(id, { actor: actor.id, action: "cancelJob" });
    return succeeded(id, stopped ? "It stops within a moment." : "It had ended already.");
  });
}
