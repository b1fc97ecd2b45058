import "server-only";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

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

/** null while someone else keeps the store busy: he who cannot be written to has not lost, and nobody else can claim either. */
function tryBeat(): boolean | null {
  try {
    return beat.run(Date.now(), jobId, token).changes === 1;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY")) return null;
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
  // a missed beat is made up for at once
  timer = setTimeout(tick, isHeld ? intervalMs : 0);
}

function stop(): void {
  clearTimeout(timer);
  db.close();
  parentPort?.close();
}
