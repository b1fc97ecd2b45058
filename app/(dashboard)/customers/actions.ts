"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { loadCustomersParams } from "@/components/customers/search-params";
import { viewQuery } from "@/components/customers/view-query";
import { setDefaultView } from "@/lib/store/saved-views";
import type { ActionState } from "@/lib/types/action";
import { keepView, removeView } from "@/lib/workflows/saved-views";

const id = z.coerce.number().int().min(1);
const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const name = z.string().trim().min(1, "Give the view a name.").max(60, "A name has at most 60 letters.");

/** The address of a customers page, kept as the page itself would write it: what it cannot read is left out. */
const address = z.string().max(6000, "This filter is too long to be kept.").transform((text) => {
  const params = loadCustomersParams(new URLSearchParams(text));
  return { query: viewQuery(params), segments: params.segment, segmentationId: params.segmentation };
});

/** Fields: id (left out for a new view), name, shared, opensFirst, query (left out to keep what the view shows). */
export async function saveViewAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id: id.optional(), name, shared: flag, opensFirst: flag, query: address.optional() });
  return act({ action: "saveView", input }, form, async ({ id: known = null, shared, opensFirst, query: view, ...rest }, actor) => {
    const saved = await keepView({ ...rest, id: known, isShared: shared, isDefault: opensFirst, view }, actor);
    revalidatePath("/customers");
    return succeeded(String(saved), "Saved.");
  });
}

/** Fields: id, removed (true or false); a deleted view can be brought back. */
export async function removeViewAction(_: ActionState, form: FormData): Promise<ActionState> {
  const input = z.strictObject({ id, removed: flag });
  return act({ action: "deleteView", input }, form, async ({ id: known, removed }, actor) => {
    await removeView(known, removed, actor);
    revalidatePath("/customers");
    return succeeded(String(known));
  });
}

/** Fields: id of the view the customers page opens with; left out for all customers. */
export async function openWithViewAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "openWithView", input: z.strictObject({ id: id.optional() }) }, form, async ({ id: known = null }, actor) => {
    await setDefaultView(actor.id, known);
    revalidatePath("/customers");
    return succeeded(known === null ? null : String(known));
  });
}
