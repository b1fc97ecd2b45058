/** Processes started by a process, as the kernel lists them. */
export function childrenOf(pid: number): number[];
/** Processor time of a process and all it started, in milliseconds, all threads together. */
export function processorMs(pid: number): number;
