import { describe, expect, test } from "vitest";
import { store } from "@/lib/store/client";
import { changeUser } from "@/lib/store/users";
import { password, type Web } from "../../support/web";
import { actionId, callAction, callRoute, visitPage } from "../../support/web-server";

/** Signing in, out, and what becomes of a session when its person changes. */
export function sessionTests(web: Web): void {
  describe("sessions", () => {
    const signIn = () => actionId("signInAction");
    const signOut = () => actionId("signOutAction");

    test("signing in sets a fresh cookie that scripts cannot read; signing out kills every copy of it", async () => {
      const user = await web.person("marketer");
      const { outcome, setCookie } = await callAction(web.app.url, signIn(), { email: user.email, password, next: "/segments" }, { cookie: "next-auth.session-token=old" });
      expect(outcome).toBe("redirect /segments");
      expect(setCookie).toMatch(/next-auth\.session-token=eyJ[^;]+;.*HttpOnly/i);
      expect(setCookie).toMatch(/SameSite=lax/i);
      expect(Number(/Max-Age=(\d+)/i.exec(setCookie ?? "")?.[1])).toBeLessThanOrEqual(12 * 3600);
      const cookie = (setCookie ?? "").split(";")[0] ?? "";
      expect((await visitPage(web.app.url, "/overview", { cookie })).outcome).toBe("open");
      expect((await callAction(web.app.url, signOut(), {}, { cookie })).outcome).toBe("redirect /sign-in");
      expect((await visitPage(web.app.url, "/overview", { cookie })).outcome).toBe("/sign-in");
    });

    test("a demoted account keeps nothing of its old role", async () => {
      const user = await web.person("admin");
      const old = await web.sessionOf(user);
      expect((await visitPage(web.app.url, "/settings/users", old)).outcome).toBe("open");
      await changeUser(user.id, { role: "marketer" }, { actor: "system", action: "changeRole" });
      expect((await visitPage(web.app.url, "/settings/users", old)).outcome).toBe("/sign-in");
      expect((await visitPage(web.app.url, "/settings/users", await web.sessionOf(user))).outcome).toBe("forbidden");
    });

    test("a session cannot be talked into another role", async () => {
      const user = await web.person("marketer");
      const { cookie = "" } = await web.sessionOf(user);
      const csrf = await callRoute(web.app.url, "GET", "/api/auth/csrf", { cookie });
      const { csrfToken } = (await csrf.json()) as { csrfToken: string };
      const jar = `${cookie}; ${csrf.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ")}`;
      const body = JSON.stringify({ csrfToken, data: { role: "admin", email: "admin@casa-aurora.example", sub: "1", id: "1" } });
      const update = await callRoute(web.app.url, "POST", "/api/auth/session", { cookie: jar, headers: { "content-type": "application/json" } }, body);
      const renewed = update.headers.getSetCookie().find((one) => one.startsWith("next-auth.session-token"))?.split(";")[0] ?? cookie;
      const session = (await (await callRoute(web.app.url, "GET", "/api/auth/session", { cookie: renewed })).json()) as { user: unknown };
      expect(session.user).toEqual({ id: user.id, email: user.email, name: "marketer", role: "marketer" });
      expect((await visitPage(web.app.url, "/settings/users", { cookie: renewed })).outcome).toBe("forbidden");
    });

    test("the programs' door counts failures too: 429 from the tenth, a forged address changes nothing", async () => {
      const user = await web.person("marketer");
      const csrf = await callRoute(web.app.url, "GET", "/api/auth/csrf", {});
      const { csrfToken } = (await csrf.json()) as { csrfToken: string };
      const cookie = csrf.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
      const attempt = async (guess: string, address: string) => {
        const body = new URLSearchParams({ csrfToken, email: user.email, password: guess, json: "true" });
        return (await callRoute(web.app.url, "POST", "/api/auth/callback/credentials", { cookie, headers: { "x-forwarded-for": address } }, body)).status;
      };
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) statuses.push(await attempt(`wrong password ${i}`, `10.0.0.${i}`));
      expect(statuses).toEqual([...Array<number>(9).fill(401), 429, 429]);
      expect(await attempt(password, "10.0.9.9")).toBe(429);
      const addresses = await store().rateLimit.findMany({ where: { key: { startsWith: "address:" } }, select: { key: true } });
      expect(addresses.some(({ key }) => key.includes("10.0."))).toBe(false);
    });

    test.each(["Bearer %", "Bearer a.b.c", "Basic x"])("a malformed authorization header (%s) is no session and no crash", async (authorization) => {
      expect((await callRoute(web.app.url, "GET", "/api/jobs/1/events", { headers: { authorization } })).status).toBe(401);
      expect((await callRoute(web.app.url, "GET", "/api/jobs/1/events", { cookie: `next-auth.session-token=${"x".repeat(8000)}` })).status).toBe(401);
    });
  });
}
