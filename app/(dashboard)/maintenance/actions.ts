"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { enqueueJob } from "@/lib/store/jobs";
import { acceptMaintenanceReport } from "@/lib/store/maintenance";
import type { ActionState } from "@/lib/types/action";
import { defaultMaintenance } from "@/lib/types/maintenance";
import { asOfParam } from "../search-params";

const settings = z.strictObject({
  threshold: z.coerce.number().min(0.5).max(0.99),
  confidence: z.coerce.number().min(0.5).max(1),
  baseMonths: z.coerce.number().int().min(1).max(60),
  stepMonths: z.coerce.number().int().min(1).max(6),
  asOf: asOfParam,
});

/** Fields: threshold, confidence, baseMonths, stepMonths, asOf ("2018-06-30", to look back from that day). The answer's id is the job's. */
export async function startMaintenanceAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "startMaintenance", roles: may.maintain, input: settings }, form, async (input, actor) => {
    const id = await enqueueJob("maintenance", { ...defaultMaintenance, ...input }, { actor: actor.id, action: "startMaintenance" });
    revalidatePath("/maintenance");
    return succeeded(id);
  });
}

/** Fields: id of a report. */
export async function acceptMaintenanceAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "acceptMaintenance", roles: may.maintain, input: z.strictObject({ id: z.coerce.number().int().min(1) }) }, form, async ({ id }, actor) => {
    await acceptMaintenanceReport(id, { actor: actor.id, action: "acceptMaintenance" });
    revalidatePath("/maintenance");
    return succeeded(String(id), "This contract is in force.");
  });
}
