import { describe, expect, test } from "vitest";
import type { Web } from "../../support/web";
import { actionId, callAction, callRoute } from "../../support/web-server";

/** What another site can make a browser send. */
export function foreignRequestTests(web: Web): void {
  describe("requests from elsewhere", () => {
    test("an action or upload that another site's page sends is refused, forged host names or not", async () => {
      const before = web.contentOfStore();
      const add = actionId("addUserAction");
      const fields = { email: "eve@example.com", name: "Eve", role: "admin" };
      const { cookie } = web.visitor("admin");
      for (const from of [
        { origin: null }, { origin: "https://evil.example" }, { origin: "null" },
        { origin: "https://evil.example", headers: { "x-forwarded-host": "evil.example" } },
      ]) {
        const { outcome } = await callAction(web.app.url, add, fields, { cookie, ...from });
        expect(["wrongOrigin", "http 500"]).toContain(outcome);
        expect((await callRoute(web.app.url, "POST", "/api/uploads?name=a.csv", { cookie, ...from }, "a,b")).status).toBe(403);
      }
      expect(web.contentOfStore()).toBe(before);
      expect((await callAction(web.app.url, add, { ...fields, id: "1", passwordHash: "x", tokenVersion: "9" }, { cookie })).outcome).toBe("invalidInput");
      expect(web.contentOfStore()).toBe(before);
    });

    test("the page's own address works under every loopback name", async () => {
      for (const host of ["localhost", "127.0.0.1"]) {
        const url = `http://${host}:${web.port}`;
        const promote = actionId("promoteAction");
        expect((await callAction(url, promote, { id: "424242" }, web.visitor("admin"))).outcome).toBe("notFound");
      }
    });

    test("after sign-in nobody is led to another site", async () => {
      for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]) {
        const answer = await callRoute(web.app.url, "GET", `/api/auth/signin?callbackUrl=${encodeURIComponent(evil)}`, {});
        const location = new URL(answer.headers.get("location") ?? "/", web.app.url);
        expect(location.origin).toBe(web.app.url);
        const cookies = answer.headers.getSetCookie().join(" ");
        expect(cookies).not.toContain("evil");
      }
    });
  });
}
