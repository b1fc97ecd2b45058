import "server-only";
import { randomInt } from "node:crypto";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";
import { makeTurns } from "./turns";

// OWASP's minimum for argon2id; about 15 ms. The library's defaults are argon2id, version 19.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const passwordLength = { min: 10, max: 128 } as const;

/** Hashing runs on Node's thread pool, which file reads need too: never more at once than this. */
const inTurn = makeTurns(2, 200);

/** @throws AppError invalidInput naming the allowed length; nothing longer is ever hashed */
export function requirePasswordLength(password: string): void {
  if (password.length < passwordLength.min || password.length > passwordLength.max) {
    throw new AppError("invalidInput", `A password has ${passwordLength.min} to ${passwordLength.max} characters.`);
  }
}

export async function hashPassword(password: string): Promise<string> {
  requirePasswordLength(password);
  return inTurn(() => hash(password, cost));
}

let decoy: Promise<string> | null = null;

/**
 * Whether the password belongs to the hash. Without a hash it works just as long, so that the time
 * of the answer does not tell which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > passwordLength.max) return false;
  decoy ??= hash("no account has this password", cost);
  const against = passwordHash ?? (await decoy);
  const matches = await inTurn(() => verify(against, password));
  return matches && passwordHash !== null;
}

/** Whether a hash was made with less than today's cost. */
export function needsRehash(passwordHash: string): boolean {
  const made = parseOptions(passwordHash);
  return made.memoryCost < cost.memoryCost || made.timeCost < cost.timeCost;
}

// no 0/O, 1/l/I: people read these off a terminal
const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A random password of four groups, about 93 bits. */
export function randomPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
