import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { freePort, untilReady } from "@/scripts/bench/server";
import { type Running, root, start, startOnSmallDisk } from "./programs";

export { freePort };

const mostStartMs = 300_000;

/** The production build of this very source; nothing is built when nothing changed. */
export function buildApplication(): void {
  execFileSync(path.join(root, "node_modules/.bin/node"), ["scripts/setup.mjs", "--build"], { cwd: root, stdio: "pipe" });
}

export type Application = Running & { url: string; readyMs: number };

type StartOptions = { env?: Readonly<Record<string, string>>; /** its data folder is a disk of its own */ diskMb?: number };

/** `npm start` without npm: prepares, serves, and is ready when this returns. */
export async function startApplication(dataFolder: string, port: number, { env = {}, diskMb }: StartOptions = {}): Promise<Application> {
  const begin = performance.now();
  const url = env.APP_URL ?? `http://localhost:${port}`;
  const variables = { CLIENTELE_DATA: dataFolder, PORT: String(port), APP_URL: "", NEXTAUTH_SECRET: "", ...env };
  const program = ["scripts/start.mjs"];
  const running = diskMb === undefined ? start(program, variables) : startOnSmallDisk(diskMb, dataFolder, program, variables);
  try {
    await untilReady(`${url}/api/readyz`, running.child, mostStartMs);
  } catch (error) {
    running.child.kill("SIGKILL");
    throw new Error(`the application did not start: ${JSON.stringify(await running.finished)}`, { cause: error });
  }
  return { ...running, url, readyMs: performance.now() - begin };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), "utf8"));
}

/** Server actions of the build: id → `file#name`. */
export function builtActions(): Map<string, string> {
  const manifest = readJson(".next/server/server-reference-manifest.json") as { node: Record<string, { filename: string; exportedName: string }> };
  return new Map(Object.entries(manifest.node).map(([id, { filename, exportedName }]) => [id, `${filename}#${exportedName}`]));
}

/** Id of a server action of the build by its exported name. */
export function actionId(name: string): string {
  const id = [...builtActions()].find(([, action]) => action.endsWith(`#${name}`))?.[0];
  if (id === undefined) throw new Error(`the build has no action ${name}`);
  return id;
}

/** Paths of the build: pages and route handlers. */
export function builtPaths(): { pages: string[]; routes: string[] } {
  const manifest = readJson(".next/app-path-routes-manifest.json") as Record<string, string>;
  const entries = Object.entries(manifest).filter(([key]) => !key.startsWith("/_"));
  return {
    pages: entries.filter(([key]) => key.endsWith("/page")).map(([, route]) => route),
    routes: entries.filter(([key]) => key.endsWith("/route")).map(([, route]) => route).filter((route) => route.startsWith("/api/")),
  };
}

export type Visitor = { cookie?: string; origin?: string | null; headers?: Record<string, string> };

function headersOf(url: string, { cookie, origin, headers }: Visitor): Record<string, string> {
  const own = origin === undefined ? url : origin;
  return { ...(own === null ? {} : { origin: own }), ...(cookie === undefined ? {} : { cookie }), ...headers };
}

/** What came of an action: the code of its refusal, "done", or the redirect it answered with. */
export async function callAction(
  url: string, id: string, fields: Readonly<Record<string, string>>, visitor: Visitor,
): Promise<{ status: number; outcome: string; message: string; id: string; setCookie: string | null }> {
  const form = new FormData();
  // React's wire form of (state, form): fields of the form behind `_1_`, then the arguments
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append("0", '[{"status":"idle"},"$K1"]');
  const answer = await fetch(`${url}/sign-in`, { method: "POST", body: form, redirect: "manual", headers: { ...headersOf(url, visitor), "next-action": id } });
  const text = await answer.text();
  const state = /^1:(\{.*\})$/m.exec(text)?.[1];
  const setCookie = answer.headers.get("set-cookie");
  const redirect = answer.headers.get("x-action-redirect");
  if (redirect !== null) return { status: answer.status, outcome: `redirect ${redirect.split(";")[0]}`, message: "", id: "", setCookie };
  const { status, code, message, id: made } = JSON.parse(state ?? "{}") as { status?: string; code?: string; message?: string; id?: string };
  return { status: answer.status, outcome: status === "failed" ? (code ?? "") : (status ?? `http ${answer.status}`), message: message ?? "", id: made ?? "", setCookie };
}

export async function callRoute(url: string, method: string, route: string, visitor: Visitor, body?: BodyInit): Promise<Response> {
  return fetch(`${url}${route}`, { method, redirect: "manual", headers: headersOf(url, visitor), ...(body === undefined ? {} : { body }) });
}

/** How a page received a visitor: "open", "forbidden", or the path it sent them to. */
export async function visitPage(url: string, page: string, visitor: Visitor): Promise<{ outcome: string; text: string; response: Response }> {
  const response = await callRoute(url, "GET", page, visitor);
  const text = await response.text();
  const location = response.headers.get("location");
  if (location !== null) return { outcome: new URL(location, url).pathname, text, response };
  // behind a loading state the redirect and the refusal come within the stream
  const streamed = /NEXT_REDIRECT;\w+;([^;?]+)|url=(\/[^"?]+)/.exec(text);
  if (streamed) return { outcome: streamed[1] ?? streamed[2] ?? "", text, response };
  if (response.status === 403 || text.includes("NEXT_HTTP_ERROR_FALLBACK;403")) return { outcome: "forbidden", text, response };
  return { outcome: response.status < 500 ? "open" : `http ${response.status}`, text, response };
}
