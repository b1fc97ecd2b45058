"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import type { ActionState } from "@/lib/types/action";
import { startShopChange } from "@/lib/workflows/shop-settings/change-shop";
import { changeFields, changeOf } from "./change-fields";

/** Fields: those that change, as `change-fields.ts` has them. The answer's id is the job's; null when everything is saved. */
export async function changeShopAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "changeShop", roles: may.changeShop, input: z.strictObject(changeFields) }, form, async (input, actor) => {
    const job = await startShopChange(changeOf(input), actor.id);
    // every page writes its figures by these settings
    revalidatePath("/", "layout");
    return succeeded(job);
  });
}
