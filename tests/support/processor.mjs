import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts processor time in hundredths of a second on every Linux in use. */
const tickMs = 10;

/** Processes started by a process, as the kernel lists them. @param {number} pid */
export function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number));
}

/** Processor time of a process and all it started, in milliseconds, all threads together. @param {number} pid @returns {number} */
export function processorMs(pid) {
  // after the name in brackets: state is the first field, user and system time the 12th and 13th
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  const own = (Number(fields[11]) + Number(fields[12])) * tickMs;
  return childrenOf(pid).reduce((sum, child) => sum + processorMs(child), own);
}
