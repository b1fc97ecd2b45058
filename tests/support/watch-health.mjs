/**
 * Asks an address again and again until its input ends, then prints for each answer how many milliseconds
 * it took and how many the server's processor time advanced meanwhile, as JSON; a failed request is -1.
 * A process of its own, so that the load a test makes does not slow the clock it reads.
 *
 *   node watch-health.mjs URL PID
 */
import { setTimeout as sleep } from "node:timers/promises";
import { processorMs } from "./processor.mjs";

const [url = "", pid = ""] = process.argv.slice(2);
const took = [];
let isOver = false;
process.stdin.resume().once("end", () => (isOver = true));
while (!isOver) {
  const began = performance.now();
  const before = processorMs(Number(pid));
  const isUp = await fetch(url).then((answer) => answer.text().then(() => answer.ok), () => false);
  took.push(isUp ? { wall: performance.now() - began, processor: processorMs(Number(pid)) - before } : null);
  await sleep(50);
}
process.stdout.write(JSON.stringify(took));
