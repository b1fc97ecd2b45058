import "server-only";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import { isUnwritable } from "./unwritable.ts";

/**
 * Runs as a thread of its own: keeps a job's lease alive while the main thread computes. It stops
 * when the main thread has given no sign of life for `patienceMs`, so that a hung worker is replaced.
 */
type HeartbeatData = { file: string; jobId: string; token: string; intervalMs: number; patienceMs: number; /** longest wait for the store at one beat */ busyMs: number };

// only lib/jobs/heartbeat.ts starts this file
const { file, jobId, token, intervalMs, patienceMs, busyMs } = workerData as HeartbeatData;

const db = new Database(file, { fileMustExist: true });
db.pragma(`busy_timeout = ${busyMs}`);
db.pragma("recursive_triggers = ON");
const beat = db.prepare(`update "Job" set heartbeatAt = ? where id = ? and leaseToken = ? and status = 'running'`);

let lastSignOfLife = Date.now();
parentPort?.on("message", (message: "alive" | "stop") => {
  lastSignOfLife = Date.now();
  if (message === "stop") stop();
});

let timer = setTimeout(tick, intervalMs);

/** A busy store is waited for by the driver, a full disk by nobody. */
const againMs = 200;

/** null while nobody can write, since someone else does or the disk is full: that is no loss, and nobody else can claim either. */
function tryBeat(): boolean | null {
  try {
    return beat.run(Date.now(), jobId, token).changes === 1;
  } catch (error) {
    if (isUnwritable(error)) return null;
    throw error;
  }
}

function tick(): void {
  if (Date.now() - lastSignOfLife > patienceMs) return stop();
  const isHeld = tryBeat();
  if (isHeld === false) {
    parentPort?.postMessage("lost");
    return stop();
  }
  // a missed beat is made up for soon
  timer = setTimeout(tick, isHeld ? intervalMs : Math.min(againMs, intervalMs));
}

function stop(): void {
  clearTimeout(timer);
  db.close();
  parentPort?.close();
}
