import "server-only";
import { AppError } from "@/lib/errors";
import { forgetFailures, giveBackAttempt, takeAttempt } from "@/lib/store/rate-limit";
import { recordAudit } from "@/lib/store/audit";
import { changePasswordHash, findPasswordHash, findUser, normalizeEmail, recordSignIn } from "@/lib/store/users";
import type { User } from "@/lib/types/user";
import { hashPassword, needsRehash, verifyPassword } from "./passwords";
import { makeTurns } from "./turns";

export type Credentials = { email: string; password: string };

/** Counting, hashing and the audit log of hundreds at once would keep everybody else from being answered. */
const inTurn = makeTurns(2, 200);

/**
 * The account of an e-mail and password, or null. Unknown, disabled and mistyped look and take the
 * same. Attempts are counted before they are checked, an unknown e-mail's too.
 *
 * @param address where the request came from
 * @throws AppError tooManyAttempts at the tenth failure of an account in 15 minutes
 */
export function authenticate(credentials: Credentials, address: string): Promise<User | null> {
  return inTurn(() => check(credentials, address));
}

async function check(credentials: Credentials, address: string): Promise<User | null> {
  const email = normalizeEmail(credentials.email).slice(0, 254);
  const fromAddress = await takeAttempt("address", address);
  const forAccount = await takeAttempt("account", email);
  if (fromAddress === null || forAccount === null) throw new AppError("tooManyAttempts");
  const account = await findPasswordHash(email);
  const matches = await verifyPassword(account?.passwordHash ?? null, credentials.password);
  if (!account || !matches || account.disabled) {
    await recordAudit({ actor: account?.id ?? "unknown", action: "signIn", outcome: "failed", ip: address });
    if (forAccount === 0) throw new AppError("tooManyAttempts");
    return null;
  }
  await forgetFailures("account", email);
  await giveBackAttempt("address", address);
  if (needsRehash(account.passwordHash)) await rehash(account.id, credentials.password);
  await recordSignIn(account.id, { actor: account.id, action: "signIn", ip: address });
  return findUser(account.id);
}

async function rehash(id: string, password: string): Promise<void> {
  const user = await findUser(id);
  if (!user) return;
  await changePasswordHash(
    id,
    { passwordHash: await hashPassword(password), mustChangePassword: user.mustChangePassword },
    { actor: id, action: "rehashPassword" },
  );
}
