import { describe, expect, test } from "vitest";
import type { Role } from "@/lib/types/roles";
import matrix from "../../authz.matrix.json";
import { allowedBy, identities, type Web } from "../../support/web";
import { builtActions, builtPaths, callAction, callRoute, visitPage } from "../../support/web-server";

/** Every action, page and route of the build, with every kind of person. */
export function authorizationTests(web: Web): void {
  describe("authorization", () => {
    test("every action, page and route of the build has a row in the matrix", async () => {
      const { pages, routes } = builtPaths();
      expect([...builtActions().values()].filter((action) => !(action in matrix.actions))).toEqual([]);
      expect(pages.filter((page) => !(page in matrix.pages))).toEqual([]);
      for (const route of routes) {
        const options = await callRoute(web.app.url, "OPTIONS", route.replace(/\[.*?\]/g, "1"), {});
        const methods = (options.headers.get("allow") ?? "").split(", ").filter((method) => !["OPTIONS", "HEAD"].includes(method));
        expect(methods.filter((method) => !(`${method} ${route}` in matrix.routes))).toEqual([]);
      }
    });

    test("actions run for the roles of the matrix and for nobody else; a refusal changes nothing and is on record", async () => {
      const before = web.contentOfStore();
      const refused = await web.countRefusals();
      let expected = 0;
      for (const [id, action] of builtActions()) {
        const allowed = allowedBy(matrix.actions[action as keyof typeof matrix.actions] ?? "");
        const isOwnAccount = /changePassword|signOut|signIn/.test(action);
        for (const identity of identities) {
          if (allowed.includes(identity) || (identity === "firstPassword" && isOwnAccount)) continue;
          const { outcome } = await callAction(web.app.url, id, {}, web.visitor(identity));
          const unknown = identity === "anonymous" || identity === "disabled";
          // without a session, signing out leads to where it would have led
          const wanted = unknown && action.includes("signOut") ? "redirect /sign-in" : unknown ? "notSignedIn" : "forbidden";
          expect(`${action} as ${identity}: ${outcome}`).toBe(`${action} as ${identity}: ${wanted}`);
          expected++;
        }
      }
      expect(web.contentOfStore()).toBe(before);
      expect((await web.countRefusals()) - refused).toBe(expected);
    });

    test("the roles of the matrix are let through to their actions", async () => {
      for (const [id, action] of builtActions()) {
        // these end or change the session they are called with; other tests call them
        if (/changePassword|signOut|signIn/.test(action)) continue;
        for (const role of allowedBy(matrix.actions[action as keyof typeof matrix.actions] ?? "") as Role[]) {
          const { outcome } = await callAction(web.app.url, id, { noSuchField: "1" }, web.visitor(role));
          expect(`${action} as ${role}: ${outcome}`).toBe(`${action} as ${role}: invalidInput`);
        }
      }
    });

    test("pages open for the roles of the matrix alone, whatever form the request takes", async () => {
      const { pages } = builtPaths();
      for (const page of pages) {
        const path = page.replace(/\[.*?\]/g, "1");
        const row = matrix.pages[page as keyof typeof matrix.pages] ?? "";
        if (row === "public") continue;
        for (const identity of identities) {
          const { outcome } = await visitPage(web.app.url, path, web.visitor(identity));
          const isFirst = identity === "firstPassword";
          const wanted =
            identity === "anonymous" || identity === "disabled" ? "/sign-in"
            : page === "/change-password" ? "open"
            : isFirst ? "/change-password"
            : allowedBy(row).includes(identity) ? "open" : "forbidden";
          expect(`${page} as ${identity}: ${outcome}`).toBe(`${page} as ${identity}: ${wanted}`);
        }
        for (const [variant, headers] of [
          [path, { rsc: "1" }], [`${path}?_rsc=x`, { rsc: "1" }], [`${path}.rsc`, {}], [`${path}/`, {}], [`/${path}`, {}], [path.toUpperCase(), {}],
          [path, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }],
        ] as const) {
          const { text } = await visitPage(web.app.url, variant, { headers });
          expect(text).not.toMatch(/@casa-aurora\.example|Users and roles<|revenue over time/i);
        }
      }
    });

    test("routes answer the roles of the matrix; others get 401 or 403, and nothing changes", async () => {
      const before = web.contentOfStore();
      for (const [key, row] of Object.entries(matrix.routes)) {
        const [method = "", route = ""] = key.split(" ");
        if (row === "public") continue;
        for (const identity of identities) {
          const { status } = await callRoute(web.app.url, method, route.replace(/\[.*?\]/g, "999999"), web.visitor(identity), method === "POST" ? "x" : undefined);
          const unknown = identity === "anonymous" || identity === "disabled";
          if (allowedBy(row).includes(identity)) expect(`${key} as ${identity}: ${[401, 403].includes(status)}`).toBe(`${key} as ${identity}: false`);
          else expect(`${key} as ${identity}: ${status}`).toBe(`${key} as ${identity}: ${unknown ? 401 : 403}`);
        }
      }
      expect(web.contentOfStore()).toBe(before);
    });
  });
}
