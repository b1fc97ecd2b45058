/** What the processes below one add up to; one that has ended since it was listed adds nothing. */
export function sumOfChildren(pid: number, of: (pid: number) => number): number;
/** Processor time of a process and all it started, in milliseconds, all threads together. */
export function processorMs(pid: number): number;
