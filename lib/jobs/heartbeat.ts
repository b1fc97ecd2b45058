import { Worker } from "node:worker_threads";
import { dataPaths } from "@/lib/env";
import { leaseMs } from "@/lib/store/jobs";
import type { Lease } from "@/lib/types/job";

/** Longest the main thread may compute without a pause before it counts as hung. */
const patienceMs = 15 * 60_000;
/** Short, so that the thread hears that its work is done also while the store is busy. */
const busyMs = 1000;

/** As TypeScript in the repository, as its own file beside the bundled programs. */
const threadFile = import.meta.url.endsWith(".ts")
  ? new URL("../store/heartbeat-thread.ts", import.meta.url)
  : new URL("./heartbeat.mjs", import.meta.url);

/**
 * Keeps a lease alive from a thread of its own, three beats a lease.
 * @param onLost called when another worker has taken the job
 * @returns ends the beating
 */
export function startHeartbeat(lease: Lease, onLost: () => void, intervalMs: number = leaseMs / 3): () => Promise<void> {
  const thread = new Worker(threadFile, {
    workerData: { file: dataPaths().database, jobId: lease.jobId, token: lease.token, intervalMs, patienceMs, busyMs },
    // the condition under which `server-only` may be loaded
    execArgv: ["--conditions=react-server", "--disable-warning=ExperimentalWarning"],
    stdout: false,
  });
  const signs = setInterval(() => thread.postMessage("alive"), 1000);
  signs.unref();
  thread.on("message", (message) => {
    if (message === "lost") onLost();
  });
  const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  // without a heartbeat the lease would run out under our hands: as good as lost
  thread.on("error", onLost);
  return async () => {
    clearInterval(signs);
    thread.postMessage("stop");
    const late = setTimeout(() => void thread.terminate(), 2000);
    await ended;
    clearTimeout(late);
  };
}
