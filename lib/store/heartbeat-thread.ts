import "server-only";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

/**
 * Runs as a thread of its own: keeps a job's lease alive while the main thread computes. It stops
 * when the main thread has given no sign of life for `patienceMs`, so that a hung worker is replaced.
 */
type HeartbeatData = { file: string; jobId: string; token: string; intervalMs: number; patienceMs: number };

// only lib/jobs/heartbeat.ts starts this file
const { file, jobId, token, intervalMs, patienceMs } = workerData as HeartbeatData;

const db = new Database(file, { fileMustExist: true });
db.pragma("busy_timeout = 10000");
db.pragma("recursive_triggers = ON");
const beat = db.prepare(`update "Job" set heartbeatAt = ? where id = ? and leaseToken = ? and status = 'running'`);

let lastSignOfLife = Date.now();
parentPort?.on("message", (message: "alive" | "stop") => {
  lastSignOfLife = Date.now();
  if (message === "stop") stop();
});

const timer = setInterval(() => {
  if (Date.now() - lastSignOfLife > patienceMs) return stop();
  if (beat.run(Date.now(), jobId, token).changes === 0) {
    parentPort?.postMessage("lost");
    stop();
  }
}, intervalMs);

function stop(): void {
  clearInterval(timer);
  db.close();
  parentPort?.close();
}
