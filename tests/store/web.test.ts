import { existsSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Role, roles } from "@/lib/types/roles";
import matrix from "../authz.matrix.json";
import { temporaryDataFolder } from "../support/data-folder";
import { start } from "../support/programs";
import {
  type Application, type Visitor, buildApplication, builtActions, builtPaths, callAction, callRoute, freePort, startApplication, visitPage,
} from "../support/web-server";

const data = temporaryDataFolder();
const { closeStore, store } = await import("@/lib/store/client");
const { openNative } = await import("@/lib/store/native");
const users = await import("@/lib/store/users");
const { sealSession, sessionTokenFor } = await import("@/lib/auth/session-token");
const { hashPassword } = await import("@/lib/auth/passwords");
const { enqueueJob } = await import("@/lib/store/jobs");
const { findLiveSegmentation } = await import("@/lib/store/segmentations");
const { noFilter } = await import("@/lib/types/customer-filter");
const { dataPaths } = await import("@/lib/env");

const password = "a password for tests";
const identities = [...roles, "anonymous", "disabled", "firstPassword"] as const;
type Identity = (typeof identities)[number];

let app: Application;
let port = 0;
let passwordHash = "";
const visitors = new Map<Identity, Visitor>();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function person(role: Role, options: { disabled?: boolean; mustChangePassword?: boolean } = {}) {
  const email = `${crypto.randomUUID()}@example.com`;
  const user = await users.createUser(
    { email, name: role, role, passwordHash, mustChangePassword: options.mustChangePassword ?? false },
    { actor: "system", action: "addUser" },
  );
  if (options.disabled) await users.changeUser(user.id, { disabled: true }, { actor: "system", action: "disableUser" });
  return user;
}

async function sessionOf(user: Awaited<ReturnType<typeof person>>): Promise<Visitor> {
  const fresh = (await users.findUser(user.id)) ?? user;
  return { cookie: `next-auth.session-token=${await sealSession(sessionTokenFor(fresh, Math.floor(Date.now() / 1000)))}` };
}

const visitor = (identity: Identity): Visitor => visitors.get(identity) ?? {};

/** Everything but the logs: what a refused request must leave as it was. */
function contentOfStore(): string {
  const db = openNative(dataPaths().database, { readonly: true });
  const tables = db.prepare<[], string>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`).pluck().all();
  const content = tables.filter((name) => !["AuditEntry", "RateLimit"].includes(name)).map((name) => [name, db.prepare(`select * from "${name}"`).all()]);
  db.close();
  return JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

const allowedBy = (row: string): readonly string[] => (row === "public" ? identities : row.split(" "));
const countRefusals = () => store().auditEntry.count({ where: { outcome: "denied" } });

beforeAll(async () => {
  buildApplication();
  port = await freePort();
  app = await startApplication(data.folder, port, { CLIENTELE_SAMPLE_CUSTOMERS: "800" });
  passwordHash = await hashPassword(password);
  for (const role of roles) visitors.set(role, await sessionOf(await person(role)));
  const gone = await person("admin");
  visitors.set("disabled", await sessionOf(gone));
  await users.changeUser(gone.id, { disabled: true }, { actor: "system", action: "disableUser" });
  visitors.set("firstPassword", await sessionOf(await person("admin", { mustChangePassword: true })));
});

afterAll(async () => {
  app.child.kill("SIGTERM");
  await app.finished;
  await closeStore();
  data.remove();
});

describe("authorization", () => {
  test("every action, page and route of the build has a row in the matrix", async () => {
    const { pages, routes } = builtPaths();
    expect([...builtActions().values()].filter((action) => !(action in matrix.actions))).toEqual([]);
    expect(pages.filter((page) => !(page in matrix.pages))).toEqual([]);
    for (const route of routes) {
      const options = await callRoute(app.url, "OPTIONS", route.replace(/\[.*?\]/g, "1"), {});
      const methods = (options.headers.get("allow") ?? "").split(", ").filter((method) => !["OPTIONS", "HEAD"].includes(method));
      expect(methods.filter((method) => !(`${method} ${route}` in matrix.routes))).toEqual([]);
    }
  });

  test("actions run for the roles of the matrix and for nobody else; a refusal changes nothing and is on record", async () => {
    const before = contentOfStore();
    const refused = await countRefusals();
    let expected = 0;
    for (const [id, action] of builtActions()) {
      const allowed = allowedBy(matrix.actions[action as keyof typeof matrix.actions] ?? "");
      const isOwnAccount = /changePassword|signOut|signIn/.test(action);
      for (const identity of identities) {
        if (allowed.includes(identity) || (identity === "firstPassword" && isOwnAccount)) continue;
        const { outcome } = await callAction(app.url, id, {}, visitor(identity));
        const unknown = identity === "anonymous" || identity === "disabled";
        // without a session, signing out leads to where it would have led
        const wanted = unknown && action.includes("signOut") ? "redirect /sign-in" : unknown ? "notSignedIn" : "forbidden";
        expect(`${action} as ${identity}: ${outcome}`).toBe(`${action} as ${identity}: ${wanted}`);
        expected++;
      }
    }
    expect(contentOfStore()).toBe(before);
    expect((await countRefusals()) - refused).toBe(expected);
  });

  test("the roles of the matrix are let through to their actions", async () => {
    for (const [id, action] of builtActions()) {
      // these end or change the session they are called with; other tests call them
      if (/changePassword|signOut|signIn/.test(action)) continue;
      for (const role of allowedBy(matrix.actions[action as keyof typeof matrix.actions] ?? "") as Role[]) {
        const { outcome } = await callAction(app.url, id, { noSuchField: "1" }, visitor(role));
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
        const { outcome } = await visitPage(app.url, path, visitor(identity));
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
        const { text } = await visitPage(app.url, variant, { headers });
        expect(text).not.toMatch(/@casa-aurora\.example|Users and roles<|revenue over time/i);
      }
    }
  });

  test("routes answer the roles of the matrix; others get 401 or 403, and nothing changes", async () => {
    const before = contentOfStore();
    for (const [key, row] of Object.entries(matrix.routes)) {
      const [method = "", route = ""] = key.split(" ");
      if (row === "public") continue;
      for (const identity of identities) {
        const { status } = await callRoute(app.url, method, route.replace(/\[.*?\]/g, "999999"), visitor(identity), method === "POST" ? "x" : undefined);
        const unknown = identity === "anonymous" || identity === "disabled";
        if (allowedBy(row).includes(identity)) expect(`${key} as ${identity}: ${[401, 403].includes(status)}`).toBe(`${key} as ${identity}: false`);
        else expect(`${key} as ${identity}: ${status}`).toBe(`${key} as ${identity}: ${unknown ? 401 : 403}`);
      }
    }
    expect(contentOfStore()).toBe(before);
  });
});

describe("requests from elsewhere", () => {
  test("an action or upload that another site's page sends is refused, forged host names or not", async () => {
    const before = contentOfStore();
    const add = [...builtActions()].find(([, action]) => action.endsWith("#addUserAction"))?.[0] ?? "";
    const fields = { email: "eve@example.com", name: "Eve", role: "admin" };
    const { cookie } = visitor("admin");
    for (const from of [
      { origin: null }, { origin: "https://evil.example" }, { origin: "null" },
      { origin: "https://evil.example", headers: { "x-forwarded-host": "evil.example" } },
    ]) {
      const { outcome } = await callAction(app.url, add, fields, { cookie, ...from });
      expect(["wrongOrigin", "http 500"]).toContain(outcome);
      expect((await callRoute(app.url, "POST", "/api/uploads?name=a.csv", { cookie, ...from }, "a,b")).status).toBe(403);
    }
    expect(contentOfStore()).toBe(before);
    expect((await callAction(app.url, add, { ...fields, id: "1", passwordHash: "x", tokenVersion: "9" }, { cookie })).outcome).toBe("invalidInput");
    expect(contentOfStore()).toBe(before);
  });

  test("the page's own address works under every loopback name", async () => {
    for (const host of ["localhost", "127.0.0.1"]) {
      const url = `http://${host}:${port}`;
      const promote = [...builtActions()].find(([, action]) => action.endsWith("#promoteAction"))?.[0] ?? "";
      expect((await callAction(url, promote, { id: "424242" }, visitor("admin"))).outcome).toBe("notFound");
    }
  });

  test("after sign-in nobody is led to another site", async () => {
    for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]) {
      const answer = await callRoute(app.url, "GET", `/api/auth/signin?callbackUrl=${encodeURIComponent(evil)}`, {});
      const location = new URL(answer.headers.get("location") ?? "/", app.url);
      expect(location.origin).toBe(app.url);
      const cookies = answer.headers.getSetCookie().join(" ");
      expect(cookies).not.toContain("evil");
    }
  });
});

describe("sessions", () => {
  const signIn = () => [...builtActions()].find(([, action]) => action.endsWith("#signInAction"))?.[0] ?? "";
  const signOut = () => [...builtActions()].find(([, action]) => action.endsWith("#signOutAction"))?.[0] ?? "";

  test("signing in sets a fresh cookie that scripts cannot read; signing out kills every copy of it", async () => {
    const user = await person("marketer");
    const { outcome, setCookie } = await callAction(app.url, signIn(), { email: user.email, password, next: "/segments" }, { cookie: "next-auth.session-token=old" });
    expect(outcome).toBe("redirect /segments");
    expect(setCookie).toMatch(/next-auth\.session-token=eyJ[^;]+;.*HttpOnly/i);
    expect(setCookie).toMatch(/SameSite=lax/i);
    expect(Number(/Max-Age=(\d+)/i.exec(setCookie ?? "")?.[1])).toBeLessThanOrEqual(12 * 3600);
    const cookie = (setCookie ?? "").split(";")[0] ?? "";
    expect((await visitPage(app.url, "/overview", { cookie })).outcome).toBe("open");
    expect((await callAction(app.url, signOut(), {}, { cookie })).outcome).toBe("redirect /sign-in");
    expect((await visitPage(app.url, "/overview", { cookie })).outcome).toBe("/sign-in");
  });

  test("a demoted account keeps nothing of its old role", async () => {
    const user = await person("admin");
    const old = await sessionOf(user);
    expect((await visitPage(app.url, "/settings/users", old)).outcome).toBe("open");
    await users.changeUser(user.id, { role: "marketer" }, { actor: "system", action: "changeRole" });
    expect((await visitPage(app.url, "/settings/users", old)).outcome).toBe("/sign-in");
    expect((await visitPage(app.url, "/settings/users", await sessionOf(user))).outcome).toBe("forbidden");
  });

  test("a session cannot be talked into another role", async () => {
    const user = await person("marketer");
    const { cookie = "" } = await sessionOf(user);
    const csrf = await callRoute(app.url, "GET", "/api/auth/csrf", { cookie });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const jar = `${cookie}; ${csrf.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ")}`;
    const body = JSON.stringify({ csrfToken, data: { role: "admin", email: "admin@casa-aurora.example", sub: "1", id: "1" } });
    const update = await callRoute(app.url, "POST", "/api/auth/session", { cookie: jar, headers: { "content-type": "application/json" } }, body);
    const renewed = update.headers.getSetCookie().find((one) => one.startsWith("next-auth.session-token"))?.split(";")[0] ?? cookie;
    const session = (await (await callRoute(app.url, "GET", "/api/auth/session", { cookie: renewed })).json()) as { user: unknown };
    expect(session.user).toEqual({ id: user.id, email: user.email, name: "marketer", role: "marketer" });
    expect((await visitPage(app.url, "/settings/users", { cookie: renewed })).outcome).toBe("forbidden");
  });

  test("the programs' door counts failures too: 429 from the tenth, a forged address changes nothing", async () => {
    const user = await person("marketer");
    const csrf = await callRoute(app.url, "GET", "/api/auth/csrf", {});
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookie = csrf.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
    const attempt = async (guess: string, address: string) => {
      const body = new URLSearchParams({ csrfToken, email: user.email, password: guess, json: "true" });
      return (await callRoute(app.url, "POST", "/api/auth/callback/credentials", { cookie, headers: { "x-forwarded-for": address } }, body)).status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push(await attempt(`wrong password ${i}`, `10.0.0.${i}`));
    expect(statuses).toEqual([...Array<number>(9).fill(401), 429, 429]);
    expect(await attempt(password, "10.0.9.9")).toBe(429);
    const addresses = await store().rateLimit.findMany({ where: { key: { startsWith: "address:" } }, select: { key: true } });
    expect(addresses.some(({ key }) => key.includes("10.0."))).toBe(false);
  });

  test.each(["Bearer %", "Bearer a.b.c", "Basic x"])("a malformed authorization header (%s) is no session and no crash", async (authorization) => {
    expect((await callRoute(app.url, "GET", "/api/jobs/1/events", { headers: { authorization } })).status).toBe(401);
    expect((await callRoute(app.url, "GET", "/api/jobs/1/events", { cookie: `next-auth.session-token=${"x".repeat(8000)}` })).status).toBe(401);
  });
});

describe("what belongs to somebody", () => {
  test("a list is its drawer's and the admin's; others find nothing, and the draw is on record with the file", async () => {
    const live = await findLiveSegmentation();
    const segment = live?.segments[0];
    if (!live || !segment) throw new Error("no live segmentation");
    const body = () => {
      const form = new FormData();
      form.set("segmentationId", String(live.id));
      form.set("filter", JSON.stringify({ ...noFilter, segments: [segment.index] }));
      form.set("channel", "email");
      return form;
    };
    const owner = await sessionOf(await person("campaignOwner"));
    const answer = await callRoute(app.url, "POST", "/api/target-lists", owner, body());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="target-list-[a-z-]+-[0-9a-f]{8}\.csv"$/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const text = await answer.text();
    const [list] = await store().targetList.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
    expect(text.trimEnd().split("\r\n")).toHaveLength((list?.rows ?? 0) + 1);
    expect((list?.rows ?? 0) + (list?.excluded ?? 0)).toBeGreaterThan(0);
    expect(await store().auditEntry.count({ where: { action: "downloadTargetList", object: list?.id, outcome: "ok" } })).toBe(1);
    const again = `/api/target-lists/${list?.id}`;
    expect(await (await callRoute(app.url, "GET", again, owner)).text()).toBe(text);
    expect((await callRoute(app.url, "GET", again, visitor("admin"))).status).toBe(200);
    expect((await callRoute(app.url, "GET", again, await sessionOf(await person("campaignOwner")))).status).toBe(404);
    expect((await callRoute(app.url, "GET", again, visitor("marketer"))).status).toBe(403);
    await store().targetList.update({ where: { id: list?.id ?? "" }, data: { expiresAt: new Date(0) } });
    expect((await callRoute(app.url, "GET", again, owner)).status).toBe(404);
    const injected = body();
    injected.set("filter", JSON.stringify({ ...noFilter, segments: [segment.index], search: { contains: "" } }));
    expect((await callRoute(app.url, "POST", "/api/target-lists", owner, injected)).status).toBe(400);
  });

  test("somebody else's import cannot be watched or cancelled", async () => {
    const id = await enqueueJob("undoImport", { importId: 4242 }, { actor: "somebody", action: "test" });
    expect((await callRoute(app.url, "GET", `/api/jobs/${id}/events`, visitor("marketer"))).status).toBe(404);
    const cancel = [...builtActions()].find(([, action]) => action.endsWith("#cancelJobAction"))?.[0] ?? "";
    expect((await callAction(app.url, cancel, { id }, visitor("marketer"))).outcome).toBe("notFound");
    const events = await (await callRoute(app.url, "GET", `/api/jobs/${id}/events`, visitor("admin"))).text();
    expect(events).toMatch(/^data: \{"id":/);
    expect(events).toContain('"status":"failed"');
  });

  test("a segmentation started from the page is done by the worker and streamed to its end", async () => {
    const begin = [...builtActions()].find(([, action]) => action.endsWith("#startSegmentationAction"))?.[0] ?? "";
    const { outcome } = await callAction(app.url, begin, { method: "rfm", k: "auto", asOf: "" }, visitor("marketer"));
    expect(outcome).toBe("done");
    const [job] = await store().job.findMany({ where: { kind: "segment" }, orderBy: { id: "desc" }, take: 1 });
    const events = await (await callRoute(app.url, "GET", `/api/jobs/${job?.id}/events`, visitor("marketer"))).text();
    expect(events).toContain('"status":"done"');
    expect((await callAction(app.url, begin, { promote: "true" }, visitor("marketer"))).outcome).toBe("forbidden");
  });

  test("an upload streams to a place of ours under a harmless name", async () => {
    const hostile = ["../../etc/passwd", "/etc/passwd", "..\\..\\x.csv", "a\u0000b.csv", "CON", "😀.csv", "x".repeat(4096)];
    for (const name of hostile) {
      const answer = await callRoute(app.url, "POST", `/api/uploads?name=${encodeURIComponent(name)}`, visitor("admin"), "a,b\n1,2\n");
      expect(answer.status).toBe(200);
      const { uploadId, name: kept } = (await answer.json()) as { uploadId: string; name: string };
      expect(kept).toMatch(/^[\p{L}\p{N} ._-]{1,90}$/u);
      expect(readFileSync(`${dataPaths().uploads}/${uploadId}/${kept}`, "utf8")).toBe("a,b\n1,2\n");
    }
    expect((await callRoute(app.url, "POST", "/api/uploads?name=a.csv&upload=..%2F..%2Ftmp", visitor("admin"), "x")).status).toBe(404);
    expect((await callRoute(app.url, "POST", "/api/uploads?name=a.csv", visitor("manager"), "x")).status).toBe(403);
  });
});

describe("data for programs", () => {
  const read = async (address: string, role: Role = "marketer") => {
    const answer = await callRoute(app.url, "GET", address, visitor(role));
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };

  test("the overview answers in raw units, and only admins are sent to the imports", async () => {
    const { status, headers, body } = await read("/api/overview?period=all");
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(body).toMatchObject({ currency: "BRL", minorUnits: 2, period: { preset: "all", before: null }, segmentation: { isStale: false } });
    expect(Object.keys(body)).toEqual(expect.arrayContaining(["firstDay", "lastDay", "totals", "readings", "historyMonths", "personas", "revenue", "movers", "notices"]));
    const [revenue] = body.readings as { key: string; value: number }[];
    expect(revenue?.key).toBe("revenue");
    expect(Number.isInteger(revenue?.value)).toBe(true);
    expect((await read("/api/overview?period=nonsense")).body).toMatchObject({ period: { preset: "90" } });
  });

  test("customers are paged by the links of the answer, without contact details, and filtered like the page", async () => {
    const { status, headers, body } = await read("/api/customers?sort=revenueCents&hide=city");
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    const rows = body.rows as { key: number; revenueCents: number }[];
    expect(rows).toHaveLength(50);
    expect(JSON.stringify(rows)).not.toMatch(/@|phone|firstName/);
    const second = await read(String(body.next));
    expect(second.body.first).toBe(51);
    const keys = [...rows, ...(second.body.rows as typeof rows)].map((row) => row.key);
    expect(new Set(keys).size).toBe(100);
    expect((await read(String(second.body.previous))).body.rows).toEqual(rows);
    const state = (body.states as { state: string; customers: number }[])[0];
    const filtered = await read(`/api/customers?state=${state?.state}`);
    expect(filtered.body.totals).toMatchObject({ customers: state?.customers });
    expect((await read("/api/customers?segmentation=999999")).status).toBe(404);
  });
});

describe("answers", () => {
  test("every page carries its own nonce and the headers that keep a browser safe", async () => {
    const [one, two] = [await callRoute(app.url, "GET", "/sign-in", {}), await callRoute(app.url, "GET", "/sign-in", {})];
    const policy = (answer: Response) => answer.headers.get("content-security-policy") ?? "";
    expect(policy(one)).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy(one)).not.toBe(policy(two));
    for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy(one)).toContain(rule);
    for (const answer of [one, await callRoute(app.url, "GET", "/api/healthz", {}), await callRoute(app.url, "GET", "/nothing/here", {})]) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("same-origin");
      expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(answer.headers.get("permissions-policy")).not.toBeNull();
      expect(answer.headers.get("x-powered-by")).toBeNull();
    }
    expect(one.headers.get("cache-control")).toContain("no-store");
  });

  test("there is no back door", async () => {
    for (const path of ["/api/debug", "/api/test", "/api/setup", "/api/seed", "/.env", "/.git/config", "/prisma/schema.prisma", "/data/clientele.db", "/data/first-run.txt"]) {
      expect((await callRoute(app.url, "GET", path, visitor("admin"))).status).toBe(404);
    }
  });

  test("health asks nothing of the store, readiness names a reason without saying more", async () => {
    expect(await (await callRoute(app.url, "GET", "/api/healthz", {})).json()).toEqual({ status: "ok" });
    expect(await (await callRoute(app.url, "GET", "/api/readyz", {})).json()).toEqual({ status: "ready" });
  });
});

describe("starting and stopping", () => {
  test("the first start kept its secrets to the owner of the machine", () => {
    for (const file of [dataPaths().secret, dataPaths().firstRun]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(dataPaths().firstRun, "utf8").match(/@casa-aurora\.example/g)).toHaveLength(4);
  });

  test("a weak secret or a wrong setting stops the start at once, in words", async () => {
    for (const [name, value, says] of [["NEXTAUTH_SECRET", "changeme", "NEXTAUTH_SECRET cannot be used"], ["PORT", "many", "PORT"]] as const) {
      const { code, stderr } = await start(["scripts/start.mjs"], { CLIENTELE_DATA: data.folder, PORT: "1", [name]: value }).finished;
      expect(code).not.toBe(0);
      expect(stderr).toContain(says);
    }
  });

  test("SIGTERM ends both programs; a second start is quick, keeps everything and prints no passwords", async () => {
    const before = contentOfStore();
    app.child.kill("SIGTERM");
    const first = await app.finished;
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(`Clientele is ready: ${app.url}`);
    expect(first.stdout).toContain("@casa-aurora.example");
    await expect(fetch(`${app.url}/api/healthz`)).rejects.toThrow();
    app = await startApplication(data.folder, port);
    expect(contentOfStore()).toBe(before);
    expect(app.readyMs).toBeLessThan(60_000);
    await pause(500);
    app.child.kill("SIGINT");
    const second = await app.finished;
    expect(second.code).toBe(0);
    expect(second.stdout).not.toContain("@casa-aurora.example");
    expect(existsSync(dataPaths().firstRun)).toBe(true);
  });

  test("programs whose runner was killed outright end by themselves", async () => {
    app = await startApplication(data.folder, port);
    app.child.kill("SIGKILL");
    await app.finished; // its output ends when the last program that holds it does
    await expect(fetch(`${app.url}/api/healthz`)).rejects.toThrow();
  });
});
