import { parentPort, workerData } from "node:worker_threads";
import type { KernelCall, KernelExports } from "@/lib/cluster/kernel/kernel-threads";

/** One thread of the kernel: calls what it is told on the shared memory and says when it is done. */
type KernelThreadData = { module: WebAssembly.Module; memory: WebAssembly.Memory; thread: number };

// only lib/jobs/kernel-pool.ts starts this file
const { module, memory, thread } = workerData as KernelThreadData;

function abort(): never {
  throw new Error("the kernel met a state it does not know");
}

const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
// the module is the one built from lib/cluster/kernel/assembly
const kernel = exports as KernelExports;

parentPort?.on("message", ({ entry, record, scratch, scratchBytes }: KernelCall) => {
  // By nothing, to hear of its size: a shared memory that grows while a thread is receiving it keeps its old size there (in
  // V8 of Node 24.21, 3 of 3,000 received under load, each cured by this), and atomic operations are held to that size.
  memory.grow(0);
  kernel[entry](record, thread, scratch + thread * scratchBytes);
  parentPort?.postMessage("done");
});
