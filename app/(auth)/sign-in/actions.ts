"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { failed, fieldsOf } from "@/app/action";
import { authenticate } from "@/lib/auth/authenticate";
import { requireOwnOrigin, safeNextPath } from "@/lib/auth/origin";
import { appUrl, openSession, requestAddress } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import type { ActionState } from "@/lib/types/action";

const signInForm = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
  next: z.string().max(2000).optional(),
});

const refusal: ActionState = { status: "failed", code: "notSignedIn", message: "E-mail or password is not right." };

/** Fields: email, password, next (a path to go on to). Works without JavaScript. */
export async function signInAction(_: ActionState, form: FormData): Promise<ActionState> {
  let next = "/";
  try {
    requireOwnOrigin(await headers(), appUrl());
    if (!(form instanceof FormData)) throw new AppError("invalidInput");
    const input = signInForm.safeParse(fieldsOf(form));
    if (!input.success) return refusal;
    const user = await authenticate(input.data, await requestAddress());
    if (!user) return refusal;
    await openSession(user);
    next = user.mustChangePassword ? "/change-password" : safeNextPath(input.data.next);
  } catch (error) {
    return failed(error);
  }
  redirect(next);
}
