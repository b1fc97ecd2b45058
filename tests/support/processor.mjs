import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts processor time in hundredths of a second on every Linux in use. */
const tickMs = 10;

/** What is read of a process or thread, or this where it has ended since it was listed. @template T @param {() => T} read @param {T} gone @returns {T} */
function unlessGone(read, gone) {
  try {
    return read();
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") return gone;
    throw error;
  }
}

/** Processes started by a process, as the kernel lists them. @param {number} pid */
function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => unlessGone(() => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8"), "").split(" ").filter(Boolean).map(Number));
}

/** What the processes below one add up to. @param {number} pid @param {(pid: number) => number} of */
export function sumOfChildren(pid, of) {
  return childrenOf(pid).reduce((sum, child) => sum + unlessGone(() => of(child), 0), 0);
}

/** Processor time of a process and all it started, in milliseconds, all threads together. @param {number} pid @returns {number} */
export function processorMs(pid) {
  // after the name in brackets: state is the first field, user and system time the 12th and 13th
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  const own = (Number(fields[11]) + Number(fields[12])) * tickMs;
  return own + sumOfChildren(pid, processorMs);
}
