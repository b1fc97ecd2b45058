import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { type Running, bundlePrograms, start } from "../support/programs";

const data = temporaryDataFolder();
const programs = bundlePrograms();
const { closeStore, store } = await import("@/lib/store/client");
const { enqueueJob, findJob } = await import("@/lib/store/jobs");
const { findSegmentation } = await import("@/lib/store/segmentations");
const { defaultRequest } = await import("@/lib/types/segmentation");

const env = { CLIENTELE_DATA: data.folder };
let worker: Running;
const startWorker = () => (worker = start([programs.worker], env));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const enqueue = () => enqueueJob("segment", { ...defaultRequest, k: 5, nInit: 30 }, { actor: "ada", action: "startSegmentation" });

/** Waits until the job is at least so far, by what the page would show. */
async function reached(id: string, fraction: number): Promise<void> {
  for (;;) {
    const job = await findJob(id);
    if ((job?.progress?.fraction ?? 0) >= fraction || job?.status === "done") return;
    await pause(20);
  }
}

async function ended(id: string) {
  for (;;) {
    const job = await findJob(id);
    if (job && !["queued", "running"].includes(job.status)) return job;
    await pause(50);
  }
}

beforeAll(async () => {
  const shop = path.join(data.folder, "shop");
  await start([programs.clientele, "sample", "--customers", "3000", "--seed", "1", "--out", shop], env).finished;
  expect((await start([programs.clientele, "import", shop], env).finished).code).toBe(0);
});

beforeEach(() => void startWorker());

afterEach(async () => {
  worker.child.kill("SIGKILL");
  await worker.finished;
});

afterAll(async () => {
  await closeStore();
  programs.remove();
  data.remove();
});

test("a worker killed in the middle of a job is replaced at once, and the job is done whole", async () => {
  const id = await enqueue();
  await reached(id, 0.15);
  worker.child.kill("SIGKILL");
  await worker.finished;
  expect(await store().segmentation.count({ where: { status: "complete", jobId: id } })).toBe(0);
  startWorker();
  expect(await ended(id)).toMatchObject({ status: "done", attempts: 2 });
  const [made] = await store().segmentation.findMany({ where: { jobId: id }, select: { id: true } });
  expect((await findSegmentation(made?.id ?? 0))?.segments).toHaveLength(5);
});

test("a worker told to stop gives its job back unspent, and the next one does it", async () => {
  const id = await enqueue();
  await reached(id, 0.15);
  worker.child.kill("SIGTERM");
  expect((await worker.finished).code).toBe(0);
  expect(await findJob(id)).toMatchObject({ status: "queued", attempts: 0 });
  startWorker();
  expect(await ended(id)).toMatchObject({ status: "done", attempts: 1 });
});

test("a frozen worker that wakes up finds its job done by another, and adds nothing", async () => {
  const id = await enqueue();
  await reached(id, 0.15);
  const frozen = worker;
  frozen.child.kill("SIGSTOP");
  startWorker();
  expect(await ended(id)).toMatchObject({ status: "done", attempts: 2 });
  frozen.child.kill("SIGCONT");
  await pause(3000);
  expect(await store().segmentation.count({ where: { jobId: id } })).toBe(1);
  expect(await findJob(id)).toMatchObject({ status: "done", attempts: 2 });
  frozen.child.kill("SIGTERM");
  await frozen.finished;
}, 120_000);

test("while the worker is at it, the command line refuses in words", async () => {
  const id = await enqueue();
  await reached(id, 0.05);
  // held still with its lease fresh, so that the moment does not pass
  worker.child.kill("SIGSTOP");
  const { code, stderr } = await start([programs.clientele, "segment", "--k", "3"], env).finished;
  worker.child.kill("SIGCONT");
  expect(code).toBe(1);
  expect(stderr).toContain("conflict: Another import or segmentation is running");
  expect(await ended(id)).toMatchObject({ status: "done" });
});
