import { type FirstRunAccount, writeFirstRunFile } from "@/lib/auth/first-run";
import { hashPassword, randomPassword } from "@/lib/auth/passwords";
import { countUsers, createUsers } from "@/lib/store/users";
import type { Role } from "@/lib/types/roles";

const domain = "casa-aurora.example";

const firstAccounts: readonly { name: string; role: Role; local: string }[] = [
  { name: "Admin", role: "admin", local: "admin" },
  { name: "Manager", role: "manager", local: "manager" },
  { name: "Marketer", role: "marketer", local: "marketer" },
  { name: "Campaign owner", role: "campaignOwner", local: "owner" },
];

/**
 * Makes one account per role in an installation without any, with random passwords kept in the
 * first-run file until each is changed.
 *
 * The file is written before the accounts: a start that dies between the two leaves a file that the
 * next one replaces, never accounts whose passwords nobody has seen.
 *
 * @returns what was made; empty when there are accounts already
 */
export async function createFirstAccounts(): Promise<FirstRunAccount[]> {
  if ((await countUsers()) > 0) return [];
  const accounts = firstAccounts.map(({ name, role, local }) => ({ name, role, email: `${local}@${domain}`, password: randomPassword() }));
  writeFirstRunFile(accounts);
  const users = await Promise.all(
    accounts.map(async ({ name, role, email, password }) => ({ name, role, email, passwordHash: await hashPassword(password), mustChangePassword: true })),
  );
  await createUsers(users, { actor: "system", action: "addUser" });
  return accounts;
}
