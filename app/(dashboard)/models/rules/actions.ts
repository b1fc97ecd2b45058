"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { setRuleTableRemoved } from "@/lib/store/rule-tables";
import type { ActionState } from "@/lib/types/action";
import { rfmAxes } from "@/lib/types/rfm";
import { saveOwnRules } from "@/lib/workflows/rule-tables";

const cell = z.string().regex(/^[1-5][1-5]$/);
const ruleTable = z.strictObject({
  bins: z.number().int().min(3).max(5),
  axis: z.enum(rfmAxes),
  rules: z.array(z.strictObject({ name: z.string().trim().min(1).max(40), cells: z.array(cell).min(1).max(25) })).min(1).max(25),
});

/** JSON text → rule table; that it is complete and disjoint is asked by the workflow. */
const ruleTableText = z.string().max(10_000).transform((text, context) => {
  try {
    return ruleTable.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "The rules cannot be read: a name is empty or a cell lies outside the grid." });
    return z.NEVER;
  }
});

const id = z.coerce.number().int().min(1);

/** Fields: id (left out for a new table), name, table (JSON of an RfmRuleTable). */
export async function saveRuleTableAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id: id.optional(), name: z.string().trim().min(1, "Give the table a name.").max(60), table: ruleTableText });
  return act({ action: "saveRuleTable", roles: may.editRules, input }, form, async ({ id: known = null, name, table }, actor) => {
    const saved = await saveOwnRules({ id: known, name, table }, actor.id);
    revalidatePath("/models", "layout");
    return succeeded(String(saved), "Saved.");
  });
}

/** Fields: id, removed (true or false); a removed table can be brought back. */
export async function removeRuleTableAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id, removed: z.enum(["true", "false"]) });
  return act({ action: "removeRuleTable", roles: may.editRules, input }, form, async ({ id: known, removed }, actor) => {
    await setRuleTableRemoved(known, removed === "true", { actor: actor.id, action: "removeRuleTable", detail: { removed: removed === "true" } });
    revalidatePath("/models", "layout");
    return succeeded(String(known));
  });
}
