import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import autocannon from "autocannon";
import { percentile } from "@/scripts/bench/figures";
import { processorMs, sumOfChildren } from "./processor.mjs";
import { root } from "./programs";

/** What a wait cost: by the clock, and what the server worked meanwhile, all its threads together. */
type Wait = { wall: number; processor: number };

const cores = 2;

/**
 * Milliseconds a wait took or, where other programs crowd the machine, would take on two cores of the
 * server's own.
 */
export const alone = ({ wall, processor }: Wait): number => Math.min(wall, processor / cores);

/** Watches how fast an address answers while something else happens. */
export function watchHealth(url: string, pid: number) {
  const child = spawn(path.join(root, "node_modules/.bin/node"), [path.join(root, "tests/support/watch-health.mjs"), url, String(pid)], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.stdin.end();
    await ended;
    const waits = JSON.parse(text) as (Wait | null)[];
    const answered = waits.filter((wait) => wait !== null);
    return { failures: waits.length - answered.length, p99: percentile(answered.map(alone), 0.99) };
  };
  return { stop };
}

/** Times one thing the server is asked for. */
export async function timed(pid: number, work: () => Promise<void>): Promise<Wait> {
  const began = performance.now();
  const before = processorMs(pid);
  await work();
  return { wall: performance.now() - began, processor: processorMs(pid) - before };
}

export type Shot = { path: string; method?: "GET" | "POST"; headers?: Readonly<Record<string, string>>; body?: string };

/** So many requests, or as many as go within so many seconds, after which all hang up. */
type Extent = { amount: number } | { duration: number };

/** Fires requests over 200 connections at once and counts the answers by status; 0 stands for none. */
export async function fire(url: string, extent: Extent, next: (n: number) => Shot, onAnswer: (count: number) => void = () => undefined): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let asked = 0;
  let answered = 0;
  const run = autocannon({ url, connections: 200, ...extent, timeout: 60, requests: [{ setupRequest: (request: object) => ({ ...request, ...next(asked++) }) }] });
  run.on("response", (_client: unknown, status: number) => {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    onAnswer(++answered);
  });
  const { errors, timeouts } = await run;
  if (errors + timeouts > 0) statuses.set(0, errors + timeouts);
  return statuses;
}

/** Resident memory of a program and all it started, in megabytes, by the kernel's account. */
export function residentMb(pid: number): number {
  const own = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(own ?? 0) / 1024 + sumOfChildren(pid, residentMb);
}
