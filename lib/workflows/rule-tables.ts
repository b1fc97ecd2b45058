import { checkRuleTable, elevenRuleTable, seedRuleTable } from "@/lib/cluster/rfm-rules";
import { AppError } from "@/lib/errors";
import { findRuleTable, listRuleTables, saveRuleTable } from "@/lib/store/rule-tables";
import { findSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import type { RfmRuleTable } from "@/lib/types/rfm";
import type { SavedRuleTable } from "@/lib/types/rule-table";
import type { Shop } from "@/lib/types/shop";

/** The tables that come with the product. */
export const standardTables: Record<"seven" | "eleven", RfmRuleTable> = { seven: seedRuleTable, eleven: elevenRuleTable };

/**
 * Saves a table of rules that is complete and disjoint; anything else is refused.
 * @returns its id
 * @throws AppError invalidInput with the cells or names at fault, notFound, conflict
 */
export async function saveOwnRules(change: { id: number | null; name: string; table: RfmRuleTable }, by: string): Promise<number> {
  try {
    checkRuleTable(change.table);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError("invalidInput", `The rules cannot be saved: ${error.message}.`, { cause: error });
    throw error;
  }
  return saveRuleTable(change, { actor: by, action: "saveRuleTable", detail: { name: change.name, bins: change.table.bins, rules: change.table.rules.length } });
}

/**
 * The rules a choice of the start form names: `own-3` a saved table, `run-5` the table of an earlier run.
 * @throws AppError notFound if it is gone
 */
export async function rulesOf(choice: string): Promise<RfmRuleTable> {
  const [, kind, id] = /^(own|run)-(\d{1,9})$/.exec(choice) ?? [];
  const found = kind === "own" ? (await findRuleTable(Number(id)))?.table : kind === "run" ? (await findSegmentation(Number(id)))?.rfm?.table : undefined;
  if (found === undefined) throw new AppError("notFound", "This table of rules is gone. Choose another one.");
  return found;
}

/** The table an editor opens with; `id` is null for those that are not the shop's own. */
export type OpenedRules = { value: string; id: number | null; title: string; table: RfmRuleTable; version: number };
export type RuleEditorPage = { shop: Shop; tables: readonly SavedRuleTable[]; chosen: OpenedRules };

const standardTitles = { seven: "Seven seed segments", eleven: "Eleven standard segments" } as const;

/** @param choice seven, eleven, own-ID or run-ID; what is gone opens the seven */
export async function readRuleEditor(choice: string): Promise<RuleEditorPage> {
  const [shop, tables] = await Promise.all([getShop(), listRuleTables()]);
  const own = tables.find(({ id }) => choice === `own-${id}`);
  if (own !== undefined) return { shop, tables, chosen: { value: choice, id: own.id, title: own.name, table: own.table, version: own.updatedAt.getTime() } };
  const ofRun = /^run-\d{1,9}$/.test(choice) ? await findSegmentation(Number(choice.slice(4))) : null;
  if (ofRun?.rfm?.tableName === "custom") {
    return { shop, tables, chosen: { value: choice, id: null, title: `Rules of run ${ofRun.id}`, table: ofRun.rfm.table, version: 0 } };
  }
  const key = choice === "eleven" ? "eleven" : "seven";
  return { shop, tables, chosen: { value: key, id: null, title: standardTitles[key], table: standardTables[key], version: 0 } };
}
