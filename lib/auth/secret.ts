import "server-only";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { AppError } from "@/lib/errors";
import { dataPaths, env } from "@/lib/env";

const shortest = 32;
const refused = /secret|changeme|password|example|replace/i;

/** Why a secret must not be used, or null. */
export function weaknessOf(secret: string): string | null {
  if (secret.length < shortest) return `it has ${secret.length} characters; at least ${shortest} are needed`;
  if (refused.test(secret)) return "it is a placeholder";
  if (new Set(secret).size < 10) return "it repeats a few characters";
  return null;
}

/**
 * The secret that seals sessions: NEXTAUTH_SECRET, else the one kept in the data folder.
 * @throws AppError misconfigured with the reason and the remedy
 */
export function readSecret(): string {
  const fromEnvironment = env().secret;
  const file = dataPaths().secret;
  const secret = fromEnvironment ?? (existsSync(file) ? readFileSync(file, "utf8").trim() : "");
  const weakness = weaknessOf(secret);
  if (weakness === null) return secret;
  const source = fromEnvironment === null ? file : "NEXTAUTH_SECRET";
  throw new AppError(
    "misconfigured",
    `${source} cannot be used: ${weakness}. Unset NEXTAUTH_SECRET to have one made, or set it to the output of: openssl rand -base64 48`,
  );
}

/** Makes the secret of a new installation, readable for its owner only. Two starts at once agree on one. */
export function ensureSecret(): void {
  const { root, secret: file } = dataPaths();
  if (env().secret === null && !existsSync(file)) {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    const mine = `${file}.${process.pid}.tmp`;
    writeFileSync(mine, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600 });
    try {
      // unlike a rename, a link never replaces the file another start has just made
      linkSync(mine, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(mine, { force: true });
    }
  }
  if (env().secret === null) chmodSync(file, 0o600);
  readSecret();
}
