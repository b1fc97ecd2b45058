import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { findUser } from "@/lib/store/users";
import type { User } from "@/lib/types/user";
import { readSecret } from "./secret";

/** A session ends this long after its sign-in, however busy it is. */
export const sessionSeconds = 12 * 60 * 60;

export type SessionToken = { sub: string; tokenVersion: number; signedInAt: number };

export function usesHttps(): boolean {
  return env().appUrl.startsWith("https://");
}

/** next-auth's own name, so that its routes and ours share one session. */
export function sessionCookieName(): string {
  return usesHttps() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

export function sessionTokenFor(user: User, nowSeconds: number): SessionToken {
  return { sub: user.id, tokenVersion: user.tokenVersion, signedInAt: nowSeconds };
}

/** What goes into the cookie: encrypted, unreadable to the browser. */
export async function sealSession(token: SessionToken): Promise<string> {
  return encode({ token, secret: readSecret(), maxAge: sessionSeconds });
}

function isSessionToken(token: unknown): token is SessionToken {
  if (typeof token !== "object" || token === null) return false;
  const claims = token as Partial<Record<keyof SessionToken, unknown>>;
  return typeof claims.sub === "string" && typeof claims.tokenVersion === "number" && typeof claims.signedInAt === "number";
}

/**
 * The account behind a token as the store knows it now: a disabled account, a changed role or
 * password, a sign-out anywhere, and every older token is dead with the next request.
 */
export async function findTokenUser(token: unknown, nowSeconds: number): Promise<User | null> {
  if (!isSessionToken(token) || token.signedInAt + sessionSeconds <= nowSeconds) return null;
  const user = await findUser(token.sub);
  return user && !user.disabled && user.tokenVersion === token.tokenVersion ? user : null;
}

/** The same for the sealed text of a cookie; anything that cannot be opened is no session. */
export async function findSessionUser(sealed: string | undefined, nowSeconds: number): Promise<User | null> {
  if (!sealed || sealed.length > 4096) return null;
  let token: unknown;
  try {
    token = await decode({ token: sealed, secret: readSecret() });
  } catch {
    // forged, expired, of another secret, or not a token: all the same to us
    return null;
  }
  return findTokenUser(token, nowSeconds);
}
