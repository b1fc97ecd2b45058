import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { createKernelMemory, type KernelCall, type KernelThreads } from "@/lib/cluster/kernel/kernel-threads";

const isSource = import.meta.url.endsWith(".ts");
/** As TypeScript in the repository, as its own file beside the bundled programs. */
const threadFile = new URL(isSource ? "./kernel-thread.ts" : "./kernel-thread.mjs", import.meta.url);
/** Built by scripts/kernel.mjs. */
const kernelFile = new URL(isSource ? "../../dist/kernel.wasm" : "./kernel.wasm", import.meta.url);

/** Between two looks at progress and cancellation. */
const tickMs = 50;
/** More threads than this wait for memory, not for arithmetic. */
const mostThreads = 8;

export type KernelPool = KernelThreads & {
  /** ends the threads; their memory goes with the last reference to the pool */
  close: () => Promise<void>;
};

/** Compiled once a process. */
let compiled: Promise<WebAssembly.Module> | null = null;

/**
 * Compiles with the optimising compiler at once. By default the runtime begins with quick, slow code and
 * swaps a function only between two of its calls: a call that is the whole work, as one silhouette of ten
 * thousand customers is, would run in it to its end.
 */
function compileFully(bytes: BufferSource): WebAssembly.Module {
  const set = (flags: readonly string[]) => flags.forEach((flag) => setFlagsFromString(flag));
  set(["--no-liftoff", "--no-wasm-lazy-compilation"]);
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    // other modules of the process, such as the store's, start quicker the usual way
    set(["--liftoff", "--wasm-lazy-compilation"]);
  }
}

/** @throws where the file is missing or the machine cannot run it */
function kernelModule(): Promise<WebAssembly.Module> {
  compiled ??= readFile(kernelFile).then(compileFully);
  compiled.catch(() => (compiled = null));
  return compiled;
}

/** Resolves when the thread answers; a thread that dies will never answer. */
function callThread(thread: Worker, call: KernelCall): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      thread.unref();
      end();
    };
    const onMessage = () => settle(resolve);
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error("a thread of the kernel has ended")));
    thread.once("message", onMessage).once("error", onError).once("exit", onExit);
    // only work under way keeps the process alive
    thread.ref();
    thread.postMessage(call);
  });
}

/** Calls `onTick` until stopped; the first thing it throws ends the ticking and is kept. */
function startTicking(onTick: () => void | Promise<void>): () => Promise<void> {
  let failure: { reason: unknown } | null = null;
  let under = Promise.resolve();
  const timer = setInterval(() => {
    under = under.then(async () => {
      if (failure === null) await onTick();
    }).catch((reason: unknown) => {
      failure ??= { reason };
    });
  }, tickMs);
  return async () => {
    clearInterval(timer);
    await under;
    if (failure !== null) throw (failure as { reason: unknown }).reason;
  };
}

/**
 * Threads for the kernel around a memory of their own. They do not keep the process alive while
 * nothing is asked of them.
 *
 * @param count threads; as many as the machine has cores, at most 8, unless said
 * @throws where WebAssembly SIMD, shared memory or threads are missing
 */
export async function openKernelPool(count = Math.min(availableParallelism(), mostThreads)): Promise<KernelPool> {
  const kernel = await kernelModule();
  const memory = createKernelMemory();
  const threads = Array.from({ length: count }, (_, thread) => {
    const worker = new Worker(threadFile, {
      workerData: { module: kernel, memory, thread },
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    worker.unref();
    return worker;
  });
  const close = async () => {
    await Promise.all(threads.map((thread) => thread.terminate()));
  };
  return {
    memory,
    count,
    run: async (call, onTick) => {
      const stopTicking = onTick ? startTicking(onTick) : null;
      try {
        await Promise.all(threads.map((thread) => callThread(thread, call)));
      } catch (error) {
        // the others may be waiting for the one that failed
        await close();
        throw error;
      } finally {
        await stopTicking?.();
      }
    },
    close,
  };
}
