import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { env } from "@/lib/env";
import { recordAudit } from "@/lib/store/audit";
import { takeDailyUse } from "@/lib/store/rate-limit";
import type { Actor } from "@/lib/types/roles";
import type { User } from "@/lib/types/user";
import { clientAddress } from "./client-address";
import { findSessionUser, sealSession, sessionCookieName, sessionSeconds, sessionTokenFor, usesHttps } from "./session-token";

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** The account of this request, read from the store once a request. */
export const currentUser = cache(async (): Promise<User | null> => {
  const jar = await cookies();
  return findSessionUser(jar.get(sessionCookieName())?.value, nowSeconds());
});

export function actorOf(user: User): Actor {
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

/** Begins a session in the answer to this request; an older one of this browser is replaced. */
export async function openSession(user: User): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(), await sealSession(sessionTokenFor(user, nowSeconds())), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: usesHttps(),
    maxAge: sessionSeconds,
  });
}

/** Takes the cookie from this browser. The sessions themselves end by `endSessions`. */
export async function dropSessionCookie(): Promise<void> {
  const jar = await cookies();
  jar.delete({ name: sessionCookieName(), path: "/", secure: usesHttps(), httpOnly: true, sameSite: "lax" });
}

export async function requestAddress(): Promise<string> {
  return clientAddress(await headers());
}

export function appUrl(): string {
  return env().appUrl;
}

const anonymousRefusalsADay = 1000;

/** Writes a refusal to the audit log; strangers cannot fill the disk with theirs. */
export async function recordRefusal(user: User | null, action: string, address: string, reason: string): Promise<void> {
  if (!user && !(await takeDailyUse("refusal", address, anonymousRefusalsADay))) return;
  await recordAudit({ actor: user?.id ?? "unknown", action, outcome: "denied", detail: { reason }, ip: address });
}
