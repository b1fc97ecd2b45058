import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runMeasured } from "./processes";
import type { Machine } from "./report";

/** Debian's Python, where python3-pandas and python3-sklearn live; `CLIENTELE_PYTHON` names another. */
export const pythonProgram = process.env.CLIENTELE_PYTHON || "/usr/bin/python3";

const peerAnswer = z.object({
  stages: z.object({
    read: z.number(),
    features: z.number(),
    kmeans: z.number(),
    silhouette: z.number(),
    personas: z.number(),
  }),
  seconds: z.number(),
  peak_mb: z.number(),
  customers: z.number(),
  inertia: z.number(),
  silhouette: z.number(),
});

/** One run of the peer: seconds on the clock, start of Python included, and seconds per stage. */
export type PeerRun = { wallSeconds: number; peakMb: number; stages: z.infer<typeof peerAnswer>["stages"] };

/** Script of the notebook way: `CLIENTELE_PEER`, or beside the repository; null where it cannot run. */
export function findPeer(root: string, machine: Machine): string | null {
  const script = process.env.CLIENTELE_PEER || path.join(root, "../shared/peers/pandas_sklearn.py");
  return machine.scikit !== null && existsSync(script) ? script : null;
}

/** Runs the peer over a folder of Olist files. */
export async function runPeer(script: string, folder: string, starts = 10): Promise<PeerRun> {
  const run = await runMeasured(pythonProgram, [script, folder, "--k", "11", "--n-init", String(starts)]);
  const answer = peerAnswer.parse(JSON.parse(run.stdout));
  return { wallSeconds: run.seconds, peakMb: answer.peak_mb, stages: answer.stages };
}
