"use server";

import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { openSession } from "@/lib/auth/session";
import type { ActionState } from "@/lib/types/action";
import { changeOwnPassword } from "@/lib/workflows/change-password";

const changePasswordForm = z
  .strictObject({ current: z.string().max(1024), password: z.string().max(1024), repeated: z.string().max(1024) })
  .refine((form) => form.password === form.repeated, { path: ["repeated"], message: "The two new passwords differ." });

/** Fields: current, password, repeated. Every other session of the account ends; this one goes on. */
export async function changePasswordAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "changePassword", withFirstPassword: true, input: changePasswordForm }, form, async (input, actor) => {
    await openSession(await changeOwnPassword(actor, input.current, input.password));
    return succeeded(null, "Your password is changed. Other sessions of your account have ended.");
  });
}
