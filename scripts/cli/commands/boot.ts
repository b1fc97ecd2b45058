import { rmSync } from "node:fs";
import path from "node:path";
import { ensureSecret } from "@/lib/auth/secret";
import { dataPaths, env } from "@/lib/env";
import type { FirstRunAccount } from "@/lib/auth/first-run";
import { listImports } from "@/lib/store/imports";
import { listSegmentations } from "@/lib/store/segmentations";
import { currentSnapshot } from "@/lib/store/snapshots";
import { defaultRequest, type Segmentation, type SegmentationRequest } from "@/lib/types/segmentation";
import { createFirstAccounts } from "@/lib/workflows/first-run";
import { writeSampleShop } from "@/scripts/commands/sample";
import type { Command, CommandContext } from "../command";
import { importHere } from "./import";
import { segmentHere } from "./segment";

const sampleSeed = 42;
/** The most granular family of personas, beside the recommended one. */
const granular = 11;

const alreadyThere = (runs: readonly Segmentation[], { method, k }: SegmentationRequest): boolean =>
  runs.some((run) => run.method === method && (method === "rfm" || (k === "auto" ? run.kRecommended : run.k === k)));

/** K-means at the recommended k, live; the seven RFM segments; k-means with eleven. Those that are there already are not made again. */
async function groupSample(context: CommandContext): Promise<void> {
  const requests: SegmentationRequest[] = [
    { ...defaultRequest, k: "auto", promote: true },
    { ...defaultRequest, method: "rfm" },
    { ...defaultRequest, k: granular },
  ];
  for (const request of requests) {
    context.signal.throwIfAborted();
    if (!alreadyThere(await listSegmentations(granular), request)) await segmentHere(request, context);
  }
}

/** Files of the sample shop → import → first segmentations. A start that dies on the way begins again where it stood. */
async function prepareSample(context: CommandContext): Promise<void> {
  const { sampleCustomers: customers } = env();
  const asSystem = { ...context, actor: "system" };
  if (!(await currentSnapshot())) {
    const out = path.join(dataPaths().temporary, "sample-shop");
    context.say(`Making a sample shop of ${customers.toLocaleString("en")} customers ...`);
    try {
      await writeSampleShop({ customers, seed: sampleSeed, profile: "olist", out });
      context.signal.throwIfAborted();
      await importHere({ paths: [out], format: "olist", map: null, dryRun: false, replaceSample: false, sample: true }, asSystem);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }
  const isOnlySample = (await listImports()).every((one) => one.sample || one.status !== "complete");
  const runs = await listSegmentations(granular);
  // a person's own runs end the first start's work
  if (isOnlySample && runs.every((run) => run.createdBy === asSystem.actor)) {
    if (runs.length === 0) context.say("Grouping its customers ...");
    await groupSample(asSystem);
  }
}

function accountLines(accounts: readonly FirstRunAccount[]): string {
  if (accounts.length === 0) return "";
  const rows = accounts.map((account) => `  ${account.role.padEnd(14)} ${account.email.padEnd(30)} ${account.password}`);
  return ["", `First accounts, shown once and kept in ${dataPaths().firstRun} until each password is changed:`, ...rows].join("\n");
}

/** What `npm start` does before it serves. */
export const boot: Command = {
  name: "boot",
  usage: "boot",
  summary: "prepares the installation as `npm start` does: secret, first accounts, sample shop",
  options: {},
  positionals: { min: 0, max: 0 },
  run: async (_input, context) => {
    ensureSecret();
    const accounts = await createFirstAccounts();
    if (env().sampleOnFirstStart) await prepareSample(context);
    return { json: { accounts: accounts.length }, text: accountLines(accounts) };
  },
};
