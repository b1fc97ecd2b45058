import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { store } from "@/lib/store/client";
import { alone, fire, residentMb, type Shot, timed, watchHealth } from "../support/pressure";
import { openWeb } from "../support/web";
import { actionId, callRoute, visitPage } from "../support/web-server";

// behind a proxy a test can come from many addresses, so that not one limit answers for all
const web = await openWeb({ CLIENTELE_TRUST_PROXY: "1" });
afterAll(() => web.close());

const { url } = web.app;
const pid = web.app.child.pid ?? 0;
const signInPath = "/api/auth/callback/credentials";
const formOf = (cookie: string) => ({ origin: url, cookie, "content-type": "application/x-www-form-urlencoded" });
const isUp = async (): Promise<boolean> => (await visitPage(url, "/overview", web.visitor("marketer"))).outcome === "open";

async function credentials() {
  const csrf = await callRoute(url, "GET", "/api/auth/csrf", {});
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return { csrfToken, cookie: csrf.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ") };
}

test("two hundred people signing in at once do not hold up anybody else", async () => {
  const { csrfToken, cookie } = await credentials();
  const begun: ReturnType<typeof watchHealth>[] = [];
  const attempt = (n: number): Shot => ({
    path: signInPath,
    method: "POST",
    headers: { ...formOf(cookie), "x-forwarded-for": `10.${n % 250}.${Math.floor(n / 250) % 250}.1` },
    body: new URLSearchParams({ csrfToken, email: `nobody${n}@example.com`, password: "a wrong password", json: "true" }).toString(),
  });
  // the moment in which two hundred connect is under a hundredth of a longer attack
  const statuses = await fire(url, { amount: 600 }, attempt, (count) => {
    if (count === 200) begun.push(watchHealth(`${url}/api/healthz`, pid));
  });
  const [health] = await Promise.all(begun.map((watch) => watch.stop()));
  expect([...statuses]).toEqual([[401, 600]]);
  expect(health?.failures).toBe(0);
  expect(health?.p99).toBeLessThan(500);
});

test("a flood of dashboards, heavy filters and sign-ins is survived, and all is well ten seconds later", async () => {
  const { csrfToken, cookie } = await credentials();
  const session = web.visitor("marketer").cookie ?? "";
  const login = new URLSearchParams({ csrfToken, email: "nobody@example.com", password: "a wrong password", json: "true" }).toString();
  const shots: readonly ((n: number) => Shot)[] = [
    () => ({ path: "/overview", headers: { cookie: session } }),
    (n) => ({ path: `/api/customers?spend=${(n % 5000) / 100}..&sort=recencyDays`, headers: { cookie: session } }),
    () => ({ path: signInPath, method: "POST", body: login, headers: { ...formOf(cookie), "x-forwarded-for": "10.9.9.9" } }),
  ];
  const flood = (n: number): Shot => shots[n % 3]?.(n) ?? { path: "/" };
  const statuses = await fire(url, { amount: 300 }, flood);
  expect(statuses.get(200)).toBe(200);
  expect(statuses.get(401)).toBe(9);
  expect(statuses.get(429)).toBe(91);
  await fire(url, { duration: 3 }, flood);
  expect(alone(await timed(pid, async () => expect(await isUp()).toBe(true)))).toBeLessThan(10_000);
  expect(residentMb(pid)).toBeLessThan(2500);
});

test("an action's arguments nested without end or larger than a megabyte start nothing, and the server lives", async () => {
  const jobs = await store().job.count();
  const id = actionId("startSegmentationAction");
  const headers = { origin: url, "next-action": id, cookie: web.visitor("marketer").cookie ?? "", "content-type": "text/plain;charset=UTF-8" };
  for (const payload of ["[".repeat(100_000), `[${JSON.stringify("x".repeat(2_000_000))}]`, '["$@1","$Q2","$B3"]', '[{"__proto__":{"role":"admin"}}]']) {
    const answer = await fetch(`${url}/models/new`, { method: "POST", headers, body: payload });
    expect(await answer.text()).not.toContain('"status":"done"');
  }
  expect(await store().job.count()).toBe(jobs);
  expect(await isUp()).toBe(true);
});

/** Sends the head of an upload and whatever else, and tells what came back and when the server hung up. */
function rawUpload(length: string, send: (write: (text: string) => void) => void, query = "name=a.csv"): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = connect(web.port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket.on("error", () => undefined);
    socket.once("close", () => resolve({ text, ms: performance.now() - began }));
    socket.write(`POST /api/uploads?${query} HTTP/1.1\r\nhost: localhost:${web.port}\r\norigin: ${url}\r\ncookie: ${web.visitor("admin").cookie}\r\ncontent-length: ${length}\r\n\r\n`);
    send((part) => !socket.destroyed && socket.write(part));
  });
}

test("an upload announced as six gigabytes is refused before it is sent", async () => {
  const { text } = await rawUpload(String(6 * 1024 ** 3), () => undefined);
  expect(text).toMatch(/^HTTP\/1\.1 413/);
});

test("two hundred uploads that drip are hung up on while others are served", async () => {
  const timers: NodeJS.Timeout[] = [];
  const health = watchHealth(`${url}/api/healthz`, pid);
  const slow = Array.from({ length: 200 }, () => rawUpload("100000", (write) => timers.push(setInterval(() => write("x"), 1000))));
  expect((await callRoute(url, "POST", "/api/uploads?name=b.csv", web.visitor("admin"), "a,b\n1,2\n")).status).toBe(200);
  const ended = await Promise.all(slow);
  for (const timer of timers) clearInterval(timer);
  const { failures, p99 } = await health.stop();
  expect(Math.max(...ended.map(({ ms }) => ms))).toBeLessThan(60_000);
  expect(failures).toBe(0);
  expect(p99).toBeLessThan(500);
});

test("a body shorter or longer than it said is not taken for an upload", async () => {
  const longer = await rawUpload("5", (write) => write("a,b\n1,2\n3,4\n5,6\nGET /api/healthz HTTP/1.1\r\n\r\n"));
  expect(longer.text.match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThanOrEqual(1);
  expect(longer.text).toContain("400");
});
