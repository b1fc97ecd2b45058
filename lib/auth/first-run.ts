import "server-only";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dataPaths } from "@/lib/env";

export type FirstRunAccount = { email: string; role: string; password: string };

const heading = [
  "Accounts made at the first start. Each must change its password at first sign-in and then leaves this file.",
  "",
];

/** Keeps the first passwords readable for the owner of the machine only. */
export function writeFirstRunFile(accounts: readonly FirstRunAccount[]): void {
  const file = dataPaths().firstRun;
  if (accounts.length === 0) {
    rmSync(file, { force: true });
    return;
  }
  const lines = accounts.map((account) => `${account.role}\t${account.email}\t${account.password}`);
  writeFileSync(`${file}.tmp`, [...heading, ...lines, ""].join("\n"), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}

/** The accounts whose first password still stands. */
export function readFirstRunFile(): FirstRunAccount[] {
  const file = dataPaths().firstRun;
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .flatMap(([role, email, password]) => (role && email && password ? [{ role, email, password }] : []));
}

/** Forgets the first password of an account; the last one takes the file with it. */
export function forgetFirstPassword(email: string): void {
  const accounts = readFirstRunFile();
  const left = accounts.filter((account) => account.email !== email);
  if (left.length < accounts.length) writeFirstRunFile(left);
}
