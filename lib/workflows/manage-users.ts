import { forgetFirstPassword } from "@/lib/auth/first-run";
import { hashPassword, randomPassword } from "@/lib/auth/passwords";
import { changePasswordHash, changeUser, createUser, findUser } from "@/lib/store/users";
import { AppError } from "@/lib/errors";
import type { Role } from "@/lib/types/roles";
import type { User } from "@/lib/types/user";

/** A password somebody is told once and must change at first sign-in. */
export type Invited = { user: User; password: string };

/** @param by user id or `cli:<os user>`, for the audit log */
export async function addUser(account: { email: string; name: string; role: Role }, by: string): Promise<Invited> {
  const password = randomPassword();
  const user = await createUser(
    { ...account, passwordHash: await hashPassword(password), mustChangePassword: true },
    { actor: by, action: "addUser" },
  );
  return { user, password };
}

/** A disabled account keeps its history; its sessions end at once. */
export async function setUserDisabled(id: string, disabled: boolean, by: string): Promise<User> {
  if (id === by && disabled) throw new AppError("conflict", "You cannot disable your own account.");
  return changeUser(id, { disabled }, { actor: by, action: disabled ? "disableUser" : "enableUser" });
}

export async function setUserRole(id: string, role: Role, by: string): Promise<User> {
  return changeUser(id, { role }, { actor: by, action: "changeRole", detail: { role } });
}

/** Gives an account a new first password. */
export async function resetPassword(id: string, by: string): Promise<Invited> {
  const known = await findUser(id);
  if (!known) throw new AppError("notFound");
  const password = randomPassword();
  const user = await changePasswordHash(
    id,
    { passwordHash: await hashPassword(password), mustChangePassword: true },
    { actor: by, action: "resetPassword" },
  );
  forgetFirstPassword(user.email);
  return { user, password };
}
