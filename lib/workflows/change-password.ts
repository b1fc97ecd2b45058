import { forgetFirstPassword } from "@/lib/auth/first-run";
import { hashPassword, requirePasswordLength, verifyPassword } from "@/lib/auth/passwords";
import { AppError } from "@/lib/errors";
import { takeAttempt, forgetFailures } from "@/lib/store/rate-limit";
import { changePasswordHash, findPasswordHash } from "@/lib/store/users";
import type { Actor } from "@/lib/types/roles";
import type { User } from "@/lib/types/user";

/**
 * A person's own new password. Ends every other session of the account.
 * @throws AppError invalidInput if the current password is wrong or the new one unfit
 */
export async function changeOwnPassword(actor: Actor, current: string, next: string): Promise<User> {
  requirePasswordLength(next);
  if (next === current) throw new AppError("invalidInput", "The new password is the old one.");
  if ((await takeAttempt("account", actor.email)) === null) throw new AppError("tooManyAttempts");
  const account = await findPasswordHash(actor.email);
  if (!(await verifyPassword(account?.passwordHash ?? null, current))) {
    throw new AppError("invalidInput", "The current password is not right.");
  }
  await forgetFailures("account", actor.email);
  const user = await changePasswordHash(
    actor.id,
    { passwordHash: await hashPassword(next), mustChangePassword: false },
    { actor: actor.id, action: "changePassword" },
  );
  forgetFirstPassword(user.email);
  return user;
}
