import "server-only";
import type { NativeDatabase } from "./native";

/** Imports whose rows count, oldest first. */
export function visibleImports(db: NativeDatabase, except: readonly number[] = []): number[] {
  return db
    .prepare<[], number>(`select id from "Import" where status = 'complete' and dryRun = 0 order by id`)
    .pluck()
    .all()
    .filter((id) => !except.includes(id));
}

/** Complete imports of the generated sample shop. */
export function sampleImports(db: NativeDatabase): number[] {
  return db.prepare<[], number>(`select id from "Import" where status = 'complete' and dryRun = 0 and sample = 1`).pluck().all();
}

const piece = 5000;
const quotedText = (column: string) => `'"' || replace(coalesce("${column}", ''), '"', '""') || '"'`;
const cellOf = {
  text: quotedText,
  integer: (column: string) => `coalesce("${column}", '')`,
  // SQLite's own text of a real keeps 15 digits; 17 are needed to get the same number back.
  real: (column: string) => `case when "${column}" is null then '' else printf('%!.17g', "${column}") end`,
};

export type ReadColumn = { name: string; kind: keyof typeof cellOf };

/**
 * Rows of a table as CSV text in pieces (comma, quoted text, empty = null): every version of the given
 * imports with its import first, or every key ever given when `imports` is null.
 *
 * @param table and columns are our own names, never text from outside
 */
export function* csvOfRows(db: NativeDatabase, table: string, columns: readonly ReadColumn[], imports: readonly number[] | null): Generator<string> {
  const cells = columns.map((c) => cellOf[c.kind](c.name));
  const first = imports ? [`"importId"`] : [];
  const select = `select ${[...first, ...cells].join(` || ',' || `)} from "${table}"`;
  const where = imports ? ` where importId in (select value from json_each(?))` : ` where importId in (select id from "Import" where status in ('complete', 'undone'))`;
  const values = imports ? [JSON.stringify(imports)] : [];
  let lines: string[] = [];
  for (const line of db.prepare<unknown[], string>(select + where).pluck().iterate(...values)) {
    if (lines.push(line) < piece) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}
