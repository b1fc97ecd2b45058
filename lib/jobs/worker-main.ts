/** The worker process: does the jobs that pages and actions record. Ends on SIGTERM, giving its job back. */
import { closeStore } from "@/lib/store/client";
import { migrateStore } from "@/lib/store/migrate";
import { recoverStore } from "@/lib/workflows/import/recover";
import { sweep } from "@/lib/workflows/sweep";
import { keepMembersAssigned } from "./keep-assigned";
import { log, loggable } from "./log";
import { runners, tidyUp } from "./runners";
import { work } from "./worker";

// everything below the data folder is its owner's alone
process.umask(0o077);

const stop = new AbortController();
/** The work under way may compute without a pause; it is fenced, so leaving it does no harm. */
const graceMs = 15_000;

const sweepEveryMs = 60 * 60_000;

async function tidy(): Promise<void> {
  await sweep(new Date()).catch((error: unknown) => log.error(loggable(error), "sweep failed"));
}

function leave(): void {
  if (stop.signal.aborted) return;
  stop.abort();
  setTimeout(() => process.exit(0), graceMs).unref();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, leave);
if (process.env.CLIENTELE_PARENT === String(process.ppid)) {
  const parent = process.ppid;
  // killed outright, the runner cannot tell us
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, 500).unref();
}

try {
  migrateStore(process.env.CLIENTELE_ROOT);
  log.info("worker begins");
  recoverStore();
  await tidy();
  setInterval(() => void tidy(), sweepEveryMs).unref();
  keepMembersAssigned(stop.signal);
  await work(runners, stop.signal, tidyUp);
  await closeStore();
  log.info("worker ends");
  process.exit(0);
} catch (error) {
  log.error(loggable(error), "worker cannot run");
  process.exit(1);
}
