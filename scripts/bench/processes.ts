import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export type MeasuredRun = { seconds: number; peakMb: number | null; stdout: string };

const pollMs = 20;

/**
 * Runs a program to its end and measures it from outside.
 *
 * Peak memory is the kernel's high-water mark, read while the program lives; it is null
 * where there is no `/proc`.
 *
 * @param input given on standard input, which is empty otherwise
 * @throws Error with the last lines of its error output if it fails
 */
export function runMeasured(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  input = "",
): Promise<MeasuredRun> {
  const began = performance.now();
  const child = spawn(program, args, { env, stdio: "pipe" });
  child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  let peakMb: number | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-2000)));
  const poll = setInterval(() => {
    peakMb = Math.max(peakMb ?? 0, highWaterMb(child.pid) ?? 0) || peakMb;
  }, pollMs);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      clearInterval(poll);
      reject(error);
    });
    child.once("close", (code) => {
      clearInterval(poll);
      const seconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ seconds, peakMb, stdout });
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}: ${stderr.trim()}`));
    });
  });
}

function highWaterMb(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
