import path from "node:path";
import { recordAudit } from "@/lib/store/audit";
import { backupStore, restoreStore } from "@/lib/workflows/backup";
import type { BackupAnswer, RestoreAnswer } from "../answers";
import { type Command, requiredText } from "../command";

export const backup: Command = {
  name: "backup",
  usage: "backup --out FILE",
  summary: "writes the whole record into one file, also while the application runs",
  options: { out: { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input, { actor }) => {
    const json: BackupAnswer = backupStore(path.resolve(requiredText(input, "out")));
    await recordAudit({ actor, action: "backup", detail: { bytes: json.bytes, sha256: json.sha256 } });
    return { json, text: `${json.bytes.toLocaleString("en")} bytes written to ${json.file}` };
  },
};

export const restore: Command = {
  name: "restore",
  usage: "restore FILE",
  summary: "puts a backup in the place of everything; stop the application first",
  options: {},
  positionals: { min: 1, max: 1 },
  run: async (input, { actor }) => {
    const json: RestoreAnswer = await restoreStore(path.resolve(input.positionals[0] ?? ""), actor);
    await recordAudit({ actor, action: "restore", detail: { orders: json.orders, customers: json.customers } });
    return { json, text: `Restored: ${json.orders} orders of ${json.customers} customers.` };
  },
};
