import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Role } from "@/lib/types/roles";
import type { User } from "@/lib/types/user";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  tokenVersion: true,
  mustChangePassword: true,
  disabled: true,
  createdAt: true,
  lastSignInAt: true,
} as const;

type Row = Omit<User, "role"> & { role: string };

function userOf(row: Row): User {
  // roles are checked before they are written
  return { ...row, role: row.role as Role };
}

/** One account has one e-mail, however it is typed. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

export async function listUsers(): Promise<User[]> {
  const rows = await store().user.findMany({ select: columns, orderBy: { email: "asc" }, take: 1000 });
  return rows.map(userOf);
}

export async function findUser(id: string): Promise<User | null> {
  const row = await store().user.findUnique({ where: { id }, select: columns });
  return row ? userOf(row) : null;
}

export async function findUserByEmail(email: string): Promise<User | null> {
  const row = await store().user.findUnique({ where: { email: normalizeEmail(email) }, select: columns });
  return row ? userOf(row) : null;
}

export async function countUsers(): Promise<number> {
  return store().user.count();
}

/** The hash a sign-in is checked against. */
export async function findPasswordHash(email: string): Promise<{ id: string; passwordHash: string; disabled: boolean } | null> {
  return store().user.findUnique({
    where: { email: normalizeEmail(email) },
    select: { id: true, passwordHash: true, disabled: true },
  });
}

export type NewUser = { email: string; name: string; role: Role; passwordHash: string; mustChangePassword: boolean };

/**
 * Makes accounts, all or none.
 * @throws AppError conflict if an e-mail has an account
 */
export async function createUsers(users: readonly NewUser[], audit: AuditInput): Promise<User[]> {
  return transact(async (tx) => {
    const made: User[] = [];
    for (const user of users) {
      const email = normalizeEmail(user.email);
      if (await tx.user.findUnique({ where: { email }, select: { id: true } })) {
        throw new AppError("conflict", "This e-mail has an account already.");
      }
      const row = await tx.user.create({ data: { ...user, email }, select: columns });
      await appendAudit(tx, { ...audit, object: row.id, detail: { ...audit.detail, role: user.role } });
      made.push(userOf(row));
    }
    return made;
  });
}

/** @throws AppError conflict if the e-mail has an account */
export async function createUser(user: NewUser, audit: AuditInput): Promise<User> {
  const [made] = await createUsers([user], audit);
  if (!made) throw new AppError("conflict");
  return made;
}

type UserChange = { role?: Role; disabled?: boolean; name?: string };

/**
 * Changes role, name or state, and ends the sessions of the account.
 * @throws AppError conflict if no admin would be left
 */
export async function changeUser(id: string, change: UserChange, audit: AuditInput): Promise<User> {
  return transact(async (tx) => {
    const before = await requireUser(tx, id);
    const row = await tx.user.update({ where: { id }, data: { ...change, tokenVersion: { increment: 1 } }, select: columns });
    // counted after the write: of two admins demoting each other, the second transaction sees none left
    if (before.role === "admin" && (await tx.user.count({ where: { role: "admin", disabled: false } })) === 0) {
      throw new AppError("conflict", "At least one admin must remain.");
    }
    await appendAudit(tx, { ...audit, object: id });
    return userOf(row);
  });
}

export async function changePasswordHash(
  id: string,
  change: { passwordHash: string; mustChangePassword: boolean },
  audit: AuditInput,
): Promise<User> {
  return transact(async (tx) => {
    await requireUser(tx, id);
    const row = await tx.user.update({ where: { id }, data: { ...change, tokenVersion: { increment: 1 } }, select: columns });
    await appendAudit(tx, { ...audit, object: id });
    return userOf(row);
  });
}

/** Ends every session of the account. */
export async function endSessions(id: string, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    await tx.user.updateMany({ where: { id }, data: { tokenVersion: { increment: 1 } } });
    await appendAudit(tx, { ...audit, object: id });
  });
}

export async function recordSignIn(id: string, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    await tx.user.update({ where: { id }, data: { lastSignInAt: new Date() } });
    await appendAudit(tx, { ...audit, object: id });
  });
}

async function requireUser(tx: StoreTransaction, id: string): Promise<{ role: string }> {
  const row = await tx.user.findUnique({ where: { id }, select: { role: true } });
  if (!row) throw new AppError("notFound");
  return row;
}
