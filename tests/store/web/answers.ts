import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Web } from "../../support/web";
import { callRoute } from "../../support/web-server";

/** What answers carry, and what is not there to be asked for. */
export function answerTests(web: Web): void {
  describe("answers", () => {
    test("every page carries its own nonce and the headers that keep a browser safe", async () => {
      const [one, two] = [await callRoute(web.app.url, "GET", "/sign-in", {}), await callRoute(web.app.url, "GET", "/sign-in", {})];
      const policy = (answer: Response) => answer.headers.get("content-security-policy") ?? "";
      expect(policy(one)).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
      expect(policy(one)).not.toBe(policy(two));
      for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy(one)).toContain(rule);
      for (const answer of [one, await callRoute(web.app.url, "GET", "/api/healthz", {}), await callRoute(web.app.url, "GET", "/nothing/here", {})]) {
        expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
        expect(answer.headers.get("referrer-policy")).toBe("same-origin");
        expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
        expect(answer.headers.get("permissions-policy")).not.toBeNull();
        expect(answer.headers.get("x-powered-by")).toBeNull();
      }
      expect(one.headers.get("cache-control")).toContain("no-store");
    });

    test("a browser that was told of no icon finds it by the usual name, signed in or not", async () => {
      const icon = await callRoute(web.app.url, "GET", "/favicon.ico", {});
      expect([icon.status, icon.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
      expect(await icon.text()).toBe(readFileSync("app/icon.svg", "utf8"));
    });

    test("there is no back door", async () => {
      for (const path of ["/api/debug", "/api/test", "/api/setup", "/api/seed", "/.env", "/.git/config", "/prisma/schema.prisma", "/data/clientele.db", "/data/first-run.txt"]) {
        expect((await callRoute(web.app.url, "GET", path, web.visitor("admin"))).status).toBe(404);
      }
    });

    test("health asks nothing of the store, readiness names a reason without saying more", async () => {
      expect(await (await callRoute(web.app.url, "GET", "/api/healthz", {})).json()).toEqual({ status: "ok" });
      expect(await (await callRoute(web.app.url, "GET", "/api/readyz", {})).json()).toEqual({ status: "ready" });
    });
  });
}
