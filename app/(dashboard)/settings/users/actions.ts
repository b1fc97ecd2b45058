"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act, succeeded } from "@/app/action";
import { may } from "@/lib/auth/permissions";
import { type ActionState } from "@/lib/types/action";
import { roles } from "@/lib/types/roles";
import { addUser, resetPassword, setUserDisabled, setUserRole } from "@/lib/workflows/manage-users";

const page = "/settings/users";
const id = z.uuid();
const role = z.enum(roles);

const addUserForm = z.strictObject({ email: z.email().max(254), name: z.string().trim().min(1).max(100), role });

/** Fields: email, name, role. The answer's message holds the first password, shown once. */
export async function addUserAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "addUser", roles: may.manageUsers, input: addUserForm }, form, async (input, actor) => {
    const { user, password } = await addUser(input, actor.id);
    revalidatePath(page);
    return succeeded(user.id, `First password of ${user.email}: ${password}`);
  });
}

/** Fields: id, role. */
export async function setUserRoleAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "changeRole", roles: may.manageUsers, input: z.strictObject({ id, role }) }, form, async (input, actor) => {
    await setUserRole(input.id, input.role, actor.id);
    revalidatePath(page);
    return succeeded(input.id);
  });
}

const disableForm = z.strictObject({ id, disabled: z.enum(["true", "false"]) });

/** Fields: id, disabled. */
export async function setUserDisabledAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "disableUser", roles: may.manageUsers, input: disableForm }, form, async (input, actor) => {
    await setUserDisabled(input.id, input.disabled === "true", actor.id);
    revalidatePath(page);
    return succeeded(input.id);
  });
}

/** Fields: id. The answer's message holds the new first password, shown once. */
export async function resetPasswordAction(_: ActionState, form: FormData): Promise<ActionState> {
  return act({ action: "resetPassword", roles: may.manageUsers, input: z.strictObject({ id }) }, form, async (input, actor) => {
    const { user, password } = await resetPassword(input.id, actor.id);
    revalidatePath(page);
    return succeeded(user.id, `First password of ${user.email}: ${password}`);
  });
}
