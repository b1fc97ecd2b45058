import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChildProcess } from "node:child_process";
import type { AddressInfo } from "node:net";

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo; // listening on a port, not on a pipe
  probe.close();
  await once(probe, "close");
  return port;
}

/** Starts the product as `npm start` does, with its errors on ours. */
export function startServer(root: string, env: NodeJS.ProcessEnv): ChildProcess {
  const server = spawn(process.execPath, [path.join(root, "scripts/start.mjs")], { cwd: root, env, stdio: ["ignore", "ignore", "pipe"] });
  server.stderr.pipe(process.stderr);
  return server;
}

/**
 * Waits until the server says a text; ask before it can have said it.
 * @throws Error if it does not within that time
 */
export function untilSaid(text: string, server: ChildProcess, withinMs: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error(`the server did not say “${text}” within ${withinMs / 1000} s`)), withinMs);
  let said = "";
  server.stderr?.on("data", (part: Buffer) => {
    said = (said + part.toString()).slice(-10_000);
    if (!said.includes(text)) return;
    clearTimeout(late);
    resolve();
  });
  return promise;
}

export async function stopServer(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

const hasEnded = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;

/**
 * Waits until an address answers with success.
 * @throws Error if the server ends before, or does not answer in time
 */
export async function untilReady(address: string, server: ChildProcess, withinMs: number): Promise<void> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(200)) {
    const isUp = await fetch(address).then((answer) => answer.ok, () => false);
    if (isUp) return;
    if (hasEnded(server)) throw new Error(`the server ended with ${server.exitCode ?? server.signalCode}`);
  }
  throw new Error(`the server did not answer within ${withinMs / 1000} s`);
}
