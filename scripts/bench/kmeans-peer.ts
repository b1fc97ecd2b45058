import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { pythonProgram } from "./peer";

/** How much work a choice of k in 2..k is: customers in its samples, starts of its fits, resamples. */
export type ChoiceSizes = {
  fitRows: number; judgedRows: number; silhouetteRows: number; starts: number;
  resamples: number; resampleRows: number; resampleStarts: number;
};

/** What scikit-learn is asked to do with the points of a file. */
export type PeerQuestion = { file: string; n: number; d: number; k: number } & (
  | { what: "lloyd" | "elkan" | "minibatch"; init: readonly number[]; steps: number }
  | { what: "silhouette"; labels: readonly number[] }
  | ({ what: "choice" } & ChoiceSizes)
);

/** Seconds of the call alone, and its inertia or silhouette. */
export type Answer = { seconds: number; value: number };

const answer = z.strictObject({ seconds: z.number(), value: z.number() });

/** One scikit-learn process, warm like ours, that answers one question after the other. */
export function openKMeansPeer(root: string): { ask: (question: PeerQuestion) => Promise<Answer>; close: () => Promise<void> } {
  const child = spawn(pythonProgram, [path.join(root, "scripts/bench/kmeans_peer.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("scikit-learn has ended without an answer");
      return answer.parse(JSON.parse(value));
    },
    close: async () => {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}
