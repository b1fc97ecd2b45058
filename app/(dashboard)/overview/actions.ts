"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { setNoticeDismissed } from "@/lib/store/dismissed-notices";
import type { ActionState } from "@/lib/types/action";

const input = z.strictObject({ print: z.string().regex(/^[0-9a-f]{64}$/), dismissed: z.enum(["true", "false"]) });

/** Fields: print of a notice, dismissed (true or false); one that was put away can be brought back. */
export async function dismissNoticeAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "dismissNotice", input }, form, async ({ print, dismissed }, actor) => {
    await setNoticeDismissed(actor.id, print, dismissed === "true");
    revalidatePath("/overview");
    return succeeded(print);
  });
}
