/** What the threads can be asked to do; the functions exported by `assembly/index.ts`. */
export type KernelEntry = "prepare" | "fit" | "assign" | "silhouette";

/** One thing for all threads to do: thread t calls `entry(record, t, scratch + t x scratchBytes)`. */
export type KernelCall = { entry: KernelEntry; record: number; scratch: number; scratchBytes: number };

/** Threads around one shared memory, each with its own instance of the kernel. */
export interface KernelThreads {
  readonly memory: WebAssembly.Memory;
  readonly count: number;
  /**
   * Resolves when every thread has returned; rejects when one has failed, after which the threads
   * are of no more use.
   * @param onTick called now and then in the meantime; what it throws rejects the call, but only
   *   after the threads have returned: telling them to stop is the caller's part
   */
  run(call: KernelCall, onTick?: () => void | Promise<void>): Promise<void>;
}

/** The functions of an instance. */
export type KernelExports = Record<KernelEntry, (record: number, thread: number, scratch: number) => void>;

/** Pages of 64 KiB; the most a 32-bit memory can have, 4 GiB, is reserved and not taken. */
const maximumPages = 65_536;

/** @throws RangeError or a linker's error where WebAssembly, threads or SIMD are missing */
export function createKernelMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
}

export function instantiateKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const abort = () => {
    throw new Error("the kernel met a state it does not know");
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  // the exports of assembly/index.ts, whose names and arguments the tests of the engine exercise
  return exports as KernelExports;
}

/** The calling thread itself, for which a call is over when it returns. Never reports in between. */
export function createKernelHere(module: WebAssembly.Module): KernelThreads {
  const memory = createKernelMemory();
  const kernel = instantiateKernel(module, memory);
  return {
    memory,
    count: 1,
    run: async ({ entry, record, scratch }) => kernel[entry](record, 0, scratch),
  };
}
