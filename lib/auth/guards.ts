import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { AppError } from "@/lib/errors";
import type { Actor, Role } from "@/lib/types/roles";
import { clientAddress } from "./client-address";
import { requireOwnOrigin } from "./origin";
import { actorOf, appUrl, currentUser, recordRefusal } from "./session";

/**
 * The guards. Paths in proxy.ts protect nothing: an action runs when posted to any path, so every
 * page, action and route calls one of these first. No role given means any signed-in person.
 */

const signInPath = "/sign-in";
const changePasswordPath = "/change-password";

/**
 * For pages and layouts. Sends strangers to sign in and first passwords to be changed; a role that
 * may not see the page gets the 403 page, and the audit log an entry.
 */
export async function requirePage(roles?: readonly Role[]): Promise<Actor> {
  const requested = await headers();
  const path = requested.get("x-clientele-path");
  const user = await currentUser();
  if (!user) redirect(path && path !== "/" ? `${signInPath}?next=${encodeURIComponent(path)}` : signInPath);
  if (user.mustChangePassword) redirect(changePasswordPath);
  if (roles && !roles.includes(user.role)) {
    await recordRefusal(user, `page ${path ?? ""}`.trim(), clientAddress(requested), "role");
    forbidden();
  }
  return actorOf(user);
}

type Guard = {
  /** name in the audit log */
  action: string;
  roles?: readonly Role[];
  /** true only where a first password is changed or a session ended */
  withFirstPassword?: boolean;
};

/**
 * For server actions: own origin, session, role.
 * @throws AppError wrongOrigin, notSignedIn, forbidden
 */
export async function requireAction(guard: Guard): Promise<Actor> {
  return requireFrom(await headers(), guard, true);
}

/**
 * For route handlers; the origin is checked for every method that may change something.
 * @throws AppError wrongOrigin, notSignedIn, forbidden
 */
export async function requireRoute(request: Request, guard: Guard): Promise<Actor> {
  return requireFrom(request.headers, guard, request.method !== "GET" && request.method !== "HEAD");
}

async function requireFrom(requested: Headers, guard: Guard, changes: boolean): Promise<Actor> {
  const address = clientAddress(requested);
  const user = await currentUser();
  const refuse = async (error: AppError): Promise<never> => {
    await recordRefusal(user, guard.action, address, error.code);
    throw error;
  };
  if (changes) {
    try {
      requireOwnOrigin(requested, appUrl());
    } catch (error) {
      if (error instanceof AppError) await refuse(error);
      throw error;
    }
  }
  if (!user) return refuse(new AppError("notSignedIn"));
  if (user.mustChangePassword && !guard.withFirstPassword) {
    return refuse(new AppError("forbidden", "Change your first password before anything else."));
  }
  if (guard.roles && !guard.roles.includes(user.role)) return refuse(new AppError("forbidden"));
  return actorOf(user);
}
