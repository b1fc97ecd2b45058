"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { enqueueJob } from "@/lib/store/jobs";
import type { ActionState } from "@/lib/types/action";
import { defaultRequest } from "@/lib/types/segmentation";

/** No fields: all methods on the newest orders, with the seed and statuses a run takes by default. The answer's id is the job's. */
export async function compareMethodsAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "compareMethods", roles: may.startSegmentation, input: z.strictObject({}) }, form, async (_input, actor) => {
    const { status, seed } = defaultRequest;
    const id = await enqueueJob("compare", { asOf: null, windowDays: null, status, seed, k: null }, { actor: actor.id, action: "compareMethods" });
    revalidatePath("/models/compare");
    return succeeded(id);
  });
}
