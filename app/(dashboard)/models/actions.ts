"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { canCancelJob, canDo, may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { enqueueJob, findJob, requestCancel } from "@/lib/store/jobs";
import type { ActionState } from "@/lib/types/action";
import { promote } from "@/lib/workflows/promote";
import { requestOf, segmentationForm } from "./segmentation-form";

/** Fields: those of `segmentationForm`. The answer's id is the job's. */
export async function startSegmentationAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "startSegmentation", roles: may.startSegmentation, input: segmentationForm }, form, async (input, actor) => {
    const promoted = input.promote !== undefined;
    if (promoted && !canDo(actor.role, "promote")) throw new AppError("forbidden", "A manager or an admin promotes a segmentation.");
    const id = await enqueueJob("segment", await requestOf(input), { actor: actor.id, action: "startSegmentation" });
    revalidatePath("/models");
    return succeeded(id);
  });
}

/** Fields: id of a segmentation. */
export async function promoteAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id: z.coerce.number().int().min(1) });
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
