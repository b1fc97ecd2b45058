import "server-only";
import { readFileSync } from "node:fs";

/** Names this process beyond its number, which the system gives out again. */
export function processName(pid: number = process.pid): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return `${pid}:${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19] ?? ""}`;
  } catch {
    return `${pid}:`;
  }
}

/** Whether the process that wrote a name still runs. */
export function isAlive(owner: string): boolean {
  const pid = Number(owner.split(":")[0]);
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return processName(pid) === owner;
}
