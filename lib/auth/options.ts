import "server-only";
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { endSessions } from "@/lib/store/users";
import { authenticate } from "./authenticate";
import { clientAddress } from "./client-address";
import { readSecret } from "./secret";
import { type SessionToken, findTokenUser, sessionSeconds, sessionTokenFor, usesHttps } from "./session-token";
import { safeNextPath } from "./origin";
import { findUser } from "@/lib/store/users";

const credentialsInput = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });

const nowSeconds = () => Math.floor(Date.now() / 1000);

/**
 * next-auth's settings. Sign-in by form goes through the action of app/(auth)/sign-in, which makes
 * the same cookie; these serve /api/auth for programs, and OpenID Connect later.
 */
export function authOptions(): AuthOptions {
  return {
    secret: readSecret(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: usesHttps(),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (raw, request) => {
          const input = credentialsInput.safeParse(raw);
          if (!input.success) return null;
          try {
            return await authenticate(input.data, clientAddress(new Headers(request.headers)));
          } catch (error) {
            // next-auth puts the message into a URL: a code of ours, never a stranger's text
            throw new Error(error instanceof AppError ? error.code : "Callback", { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safeNextPath(path)}`;
      },
      // `trigger: "update"` brings what the browser sent; it is ignored, as is everything but the sign-in itself
      jwt: async ({ token, user, trigger }) => {
        if (trigger !== "signIn") return token;
        const account = await findUser(user.id);
        return account ? { ...sessionTokenFor(account, nowSeconds()) } : {};
      },
      session: async ({ session, token }) => {
        const user = await findTokenUser(token, nowSeconds());
        if (!user) return { expires: new Date(0).toISOString() };
        return { expires: session.expires, user: { id: user.id, email: user.email, name: user.name, role: user.role } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const { sub } = token as Partial<SessionToken>;
        if (sub) await endSessions(sub, { actor: sub, action: "signOut" });
      },
    },
  };
}
