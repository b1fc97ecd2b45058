import { ensureSecret } from "@/lib/auth/secret";
import { env } from "@/lib/env";
import { createFirstAccounts } from "@/lib/workflows/first-run";
import type { Command } from "../command";

/** What `npm start` does before it serves. Prints the first accounts once; they stay in data/first-run.txt. */
export const boot: Command = {
  name: "boot",
  usage: "boot",
  summary: "prepares the installation as `npm start` does: secret, first accounts, sample shop",
  options: {},
  positionals: { min: 0, max: 0 },
  run: async () => {
    env();
    ensureSecret();
    const accounts = await createFirstAccounts();
    const lines = accounts.map((account) => `  ${account.role.padEnd(14)} ${account.email.padEnd(30)} ${account.password}`);
    return { json: { accounts: accounts.length }, text: lines.length === 0 ? "" : ["First accounts (each must change its password):", ...lines].join("\n") };
  },
};
