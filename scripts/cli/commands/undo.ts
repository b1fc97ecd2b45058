import { runHere } from "@/lib/jobs/run-here";
import { undoImport } from "@/lib/workflows/undo-import";
import type { UndoAnswer } from "../answers";
import { assignHere } from "../assign-here";
import { type Command, UsageError } from "../command";

export const undo: Command = {
  name: "undo",
  usage: "undo IMPORT",
  summary: "takes back an import: the rows it replaced are current again",
  options: {},
  positionals: { min: 1, max: 1 },
  run: async (input, context) => {
    const { actor, signal, onProgress } = context;
    const importId = Number(input.positionals[0]);
    if (!Number.isSafeInteger(importId) || importId < 1) throw new UsageError(`${input.positionals[0]} is not the number of an import`);
    const snapshot = await runHere(
      {
        kind: "undoImport",
        input: { importId },
        audit: { actor, action: "startUndo", detail: { importId } },
        resultId: () => String(importId),
        work: ({ signal: stop, fence }) => undoImport(importId, actor, { signal: stop, fence }),
      },
      { signal, onProgress },
    );
    await assignHere(context);
    const json: UndoAnswer = { importId, orders: snapshot.orders, customers: snapshot.customers };
    return { json, text: `Import ${importId} is undone; the shop now has ${json.orders} orders of ${json.customers} customers.` };
  },
};
