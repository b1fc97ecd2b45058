"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { dropSessionCookie } from "@/lib/auth/session";
import { endSessions } from "@/lib/store/users";
import type { ActionState } from "@/lib/types/action";

/** Ends every session of the account, so that a copied cookie is dead too. */
export async function signOutAction(_: ActionState, form: FormData): Promise<ActionState> {
  const state = await act({ action: "signOut", withFirstPassword: true, input: z.strictObject({}) }, form, async (_input, actor) => {
    await endSessions(actor.id, { actor: actor.id, action: "signOut" });
    return succeeded();
  });
  await dropSessionCookie();
  if (state.status === "done" || state.status === "failed" && state.code === "notSignedIn") redirect("/sign-in");
  return state;
}
