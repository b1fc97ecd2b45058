import path from "node:path";
import { runHere } from "@/lib/jobs/run-here";
import { type ColumnMap, type ImportResult, importFormats } from "@/lib/types/import";
import type { JobInputs } from "@/lib/types/job";
import { importOrders } from "@/lib/workflows/import-orders";
import { assignHere } from "../assign-here";
import type { ImportAnswer } from "../answers";
import { type Answer, type Command, type CommandContext, type CommandInput, choiceOption, flag, textOption, UsageError } from "../command";

/** `customer_id=Client,sold_at=Date` → our column → the file's column. */
function readMap(text: string | null): ColumnMap | null {
  if (text === null) return null;
  const pairs = text.split(",").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`--map has ${pair}; it must look like our_column=Their column`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

function answer(result: ImportResult, dryRun: boolean): Answer {
  const files = result.files.map(({ name, kind, accepted, updated, duplicate, rejected, pending }) => (
    { name, kind, accepted, updated, duplicate, rejected, pending }
  ));
  const json: ImportAnswer = { importId: dryRun ? null : result.importId, files, orders: result.orders, customers: result.customers };
  const lines = files.map((f) => `${f.name} (${f.kind}): ${f.accepted} accepted, ${f.updated} updated, ${f.duplicate} duplicate, ${f.rejected} rejected, ${f.pending} pending`);
  const head = dryRun ? "Dry run; nothing was stored." : `Import ${result.importId}: the shop now has ${result.orders} orders of ${result.customers} customers.`;
  const learned = result.learnedSaleStatuses.length === 0 ? [] : [`Counted as a sale from now on: ${result.learnedSaleStatuses.join(", ")}. "clientele settings" shows and changes what counts.`];
  return { json, text: [head, ...lines, ...learned].join("\n") };
}

/** Imports in this process, under the lease the worker would take. */
export async function importHere(
  input: Omit<JobInputs["import"], "uploadId">,
  { actor, signal, onProgress }: Pick<CommandContext, "actor" | "signal" | "onProgress">,
): Promise<ImportResult> {
  return runHere(
    {
      kind: "import",
      input: { ...input, uploadId: null },
      audit: { actor, action: "startImport" },
      resultId: (made) => String(made.importId),
      work: (context) => {
        const { format, map, ...rest } = input;
        return importOrders({ ...rest, ...(format ? { format } : {}), ...(map ? { map } : {}), ...context });
      },
    },
    { signal, onProgress },
  );
}

function requestOf(input: CommandInput) {
  return {
    paths: input.positionals.map((file) => path.resolve(file)),
    format: choiceOption(input, "format", importFormats),
    map: readMap(textOption(input, "map")),
    dryRun: flag(input, "dry-run"),
    replaceSample: flag(input, "replace-sample"),
    sample: flag(input, "sample"),
  };
}

export const importCommand: Command = {
  name: "import",
  usage: 'import PATH... [--format olist|generic] [--map "customer_id=Client,..."] [--dry-run] [--replace-sample]',
  summary: "imports order files, folders or ZIP archives",
  options: {
    format: { type: "string" },
    map: { type: "string" },
    "dry-run": { type: "boolean" },
    "replace-sample": { type: "boolean" },
    sample: { type: "boolean" },
  },
  positionals: { min: 1, max: 500 },
  run: async (input, context) => {
    const request = requestOf(input);
    const result = await importHere(request, context);
    if (!request.dryRun) await assignHere(context);
    return answer(result, request.dryRun);
  },
};
