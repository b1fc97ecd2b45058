import { randomBytes } from "node:crypto";
import path from "node:path";
import autocannon from "autocannon";
import { dropData, environmentOf, freshData, runCommand } from "./context";
import { percentile } from "./figures";
import { runMeasured } from "./processes";
import { freePort, startServer, stopServer, untilReady } from "./server";
import type { BenchContext } from "./context";
import type { Measure } from "./figures";

const concurrentUsers = 10;
const secondsPerAddress = 10;
const warmUpSeconds = 3;
const startMs = 60_000;
const p95AtMostMs = 300;

type Visit = {
  name: string;
  address: string;
  /** asks for another least spend each time, so that no answer is a remembered one */
  isVaried: boolean;
  hasBar: boolean;
};

/** Visits under load: what programs, a manager and a marketer ask all day. */
const visits: readonly Visit[] = [
  { name: "overview API", address: "/api/overview", isVaried: false, hasBar: true },
  { name: "customers API", address: "/api/customers", isVaried: false, hasBar: true },
  {
    name: "customers API, another filter each time, latest first",
    address: "/api/customers?sort=recencyDays&dir=asc",
    isVaried: true,
    hasBar: true,
  },
  { name: "overview page", address: "/overview", isVaried: false, hasBar: false },
  { name: "segments page", address: "/segments", isVaried: false, hasBar: false },
  { name: "customers page", address: "/customers", isVaried: false, hasBar: false },
];

const account = { email: "bench@example.com", role: "admin" };

/**
 * Latency under ten concurrent, signed-in users who never pause, on a production server with
 * a live segmentation. The bar is on the JSON API; the pages, which make the same reads and draw them,
 * are told beside it.
 */
export async function measureApi(context: BenchContext): Promise<Measure[]> {
  const data = freshData(context);
  await runCommand(context, data, "import", context.files);
  await runCommand(context, data, "segment", "--k", "11", "--seed", "42", "--promote");
  const password = await addAccount(context, data);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = startServer(context.root, { ...environmentOf(context, data), PORT: String(port), APP_URL: origin });
  try {
    await untilReady(`${origin}/api/healthz`, server, startMs);
    const cookie = await signIn(origin, password);
    const measures: Measure[] = [];
    for (const visit of visits) measures.push(...(await measureVisit(visit, origin, cookie)));
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

async function measureVisit({ name, address, isVaried, hasBar }: Visit, origin: string, cookie: string): Promise<Measure[]> {
  const url = `${origin}${address}`;
  let asked = 0;
  const next = isVaried ? () => `${address}&spend=${(++asked / 100).toFixed(2)}..` : null;
  await load(url, cookie, warmUpSeconds, next);
  const { latencies, perSecond } = await load(url, cookie, secondsPerAddress, next);
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
      bar: hasBar ? { of: "ours", most: p95AtMostMs } : null,
    },
    measure("throughput", "requests/s", perSecond),
  ];
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
