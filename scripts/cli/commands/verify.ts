import { verifyStore } from "@/lib/workflows/verify";
import type { VerifyAnswer } from "../answers";
import type { Command } from "../command";

export const verify: Command = {
  name: "verify",
  usage: "verify",
  summary: "checks the store, the snapshot's hash, the audit chain and recomputed totals; fails if anything is wrong",
  options: {},
  positionals: { min: 0, max: 0 },
  run: async () => {
    const json: VerifyAnswer = await verifyStore();
    const lines = json.checks.map((check) => `${check.ok ? "ok    " : "WRONG "} ${check.name}: ${check.detail}`);
    return { json, text: lines.join("\n"), ok: json.ok };
  },
};
