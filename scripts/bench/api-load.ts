import { randomBytes } from "node:crypto";
import path from "node:path";
import autocannon from "autocannon";
import { dropData, environmentOf, freshData, runCommand, runStage } from "./context";
import { percentile } from "./figures";
import { runMeasured } from "./processes";
import { freePort, startServer, stopServer, untilReady, untilSaid } from "./server";
import { firstViews, visits } from "./visits";
import type { BenchContext } from "./context";
import type { Measure } from "./figures";
import type { Visit } from "./visits";

const concurrentUsers = 10;
const warmUpSeconds = 1;
const startMs = 60_000;
const warmAtMostMs = 180_000;
/** by the size of the shop: up to 100,000 customers, and above */
const p95AtMostMs = { small: 300, large: 500 };
const smallShop = 100_000;
const firstViewAtMostMs = 1500;
const firstViewRepeats = 10;

const account = { email: "bench@example.com", role: "admin" };

/**
 * Latency under ten concurrent, signed-in users who never pause, on a production server with
 * a live segmentation. The bar is on the JSON API; the pages, which make the same reads and draw them,
 * are told beside it. Where an answer has a bare query, one visitor's median stands beside that query's.
 */
export async function measureApi(context: BenchContext): Promise<Measure[]> {
  const data = freshData(context);
  await runCommand(context, data, "import", context.files);
  await runCommand(context, data, "segment", "--k", "11", "--seed", "42", "--promote");
  const bare = (await runStage(context, data, "bare")).laps;
  const password = await addAccount(context, data);
  const most = context.customers <= smallShop ? p95AtMostMs.small : p95AtMostMs.large;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = startServer(context.root, { ...environmentOf(context, data), PORT: String(port), APP_URL: origin });
  try {
    // as after each start the server fills its caches first
    const warm = untilSaid("first looks are ready", server, warmAtMostMs);
    await untilReady(`${origin}/api/healthz`, server, startMs);
    const cookie = await signIn(origin, password);
    await warm;
    const measures: Measure[] = [];
    for (const visit of visits) {
      measures.push(...(await measureVisit(visit, { origin, cookie, most, seconds: context.seconds })));
      if (visit.bare !== undefined) measures.push(await measureAlone(visit, origin, cookie, bare[visit.bare]));
    }
    for (const visit of firstViews) measures.push(await measureAlone(visit, origin, cookie));
    return measures;
  } finally {
    await stopServer(server);
    dropData(data);
  }
}

async function addAccount(context: BenchContext, data: string): Promise<string> {
  await runCommand(context, data, "user", "add", account.email, "--role", account.role);
  const password = randomBytes(18).toString("base64url");
  const program = path.join(context.root, "dist/clientele.mjs");
  const args = [program, "user", "passwd", account.email, "--stdin", "--json"];
  await runMeasured(process.execPath, args, environmentOf(context, data), `${password}\n`);
  return password;
}

/** How often each address was asked for: no number comes twice, whoever asks. */
let asked = 0;
const addressOf = ({ address, vary }: Visit): string => `${address}${vary?.(++asked) ?? ""}`;

type Asking = { origin: string; cookie: string; /** bar of the p95, ms */ most: number; /** how long each address is asked for */ seconds: number };

async function measureVisit(visit: Visit, { origin, cookie, most, seconds }: Asking): Promise<Measure[]> {
  const { name, hasBar } = visit;
  const url = `${origin}${visit.address}`;
  const next = visit.vary === null ? null : () => addressOf(visit);
  // the first look, of a past day above all, is measured apart
  await timeVisit(visit, origin, cookie);
  await load(url, cookie, warmUpSeconds, next);
  const { latencies, perSecond } = await load(url, cookie, seconds, next);
  const measure = (what: string, unit: Measure["unit"], value: number): Measure => ({
    name: `${name}, ${what}`,
    unit,
    ours: [value],
    peer: [],
    bar: null,
  });
  return [
    measure("p50", "ms", percentile(latencies, 0.5)),
    {
      ...measure("p95", "ms", percentile(latencies, 0.95)),
      bar: hasBar ? { of: "ours", most } : null,
    },
    measure("throughput", "requests/s", perSecond),
  ];
}

/**
 * Times one visitor, one visit after the other.
 * @param bare milliseconds of the bare query; a visit without one is a first view, with that bar
 */
async function measureAlone(visit: Visit, origin: string, cookie: string, bare?: number): Promise<Measure> {
  const times: number[] = [];
  for (let i = 0; i < firstViewRepeats; i++) times.push(await timeVisit(visit, origin, cookie));
  // the later a day, the more there is to it: the slowest is told
  if (bare === undefined) return { name: `${visit.name}, slowest of ${firstViewRepeats}`, unit: "ms", ours: [Math.max(...times)], peer: [], bar: visit.hasBar ? { of: "ours", most: firstViewAtMostMs } : null };
  return { name: `${visit.name}, one visitor; the bare query`, unit: "ms", ours: times, peer: [bare], bar: null };
}

/** Milliseconds to the end of one answer. @throws Error if it is not a success */
async function timeVisit(visit: Visit, origin: string, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${origin}${addressOf(visit)}`, { headers: { cookie } });
  await answer.text();
  if (!answer.ok) throw new Error(`${visit.address}: refused with ${answer.status}`);
  return performance.now() - began;
}

/** @throws Error if any answer is not a success: a fast refusal is no measurement */
async function load(
  url: string,
  cookie: string,
  duration: number,
  next: (() => string) | null,
): Promise<{ latencies: number[]; perSecond: number }> {
  const latencies: number[] = [];
  const requests = next === null ? undefined : [{ setupRequest: (request: object) => ({ ...request, path: next() }) }];
  const run = autocannon({ url, connections: concurrentUsers, duration, headers: { cookie }, timeout: 30, requests });
  run.on("response", (_client: unknown, _status: number, _bytes: number, milliseconds: number) =>
    latencies.push(milliseconds),
  );
  const result = await run;
  if (result.errors > 0 || result.timeouts > 0 || result.non2xx > 0) {
    throw new Error(
      `${url}: ${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} timed out`,
    );
  }
  return { latencies, perSecond: result.requests.average };
}

/** Session cookie of next-auth's credentials sign-in. */
async function signIn(origin: string, password: string): Promise<string> {
  const first = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string }; // next-auth's own answer
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, cookie: cookiesOf(first), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email: account.email, password, json: "true" }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes("session-token")) throw new Error(`sign-in was refused with ${answer.status}`);
  return cookies;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}
