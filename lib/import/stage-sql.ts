import { checkedColumns, type Traits } from "./check-sql";
import type { Recognised } from "./recognise";
import type { Source } from "./sources";

/** How a text file is cut into cells. The file is UTF-8 with one kind of line ending by now. */
export type Dialect = { delimiter: string; newline: "\\n" | "\\r\\n" };

export const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Reads every cell of a file as text into `raw_N`. Types are never guessed, and every column is
 * projected: with fewer, one invalid byte ends the whole engine. Ragged lines go to `rejects_N`.
 *
 * @param index number of the file in this import
 * @param columns how many columns its header has
 */
export function readSql(index: number, path: string, columns: number, dialect: Dialect): string {
  const names = Array.from({ length: columns }, (_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  return `create table raw_${index} as select * from read_csv(${literal(path)},
    auto_detect = false, header = true, columns = {${names}}, delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"',
    new_line = ${literal(dialect.newline)}, encoding = 'utf-8', max_line_size = 2097152, buffer_size = 8388608, nullstr = '',
    store_rejects = true, rejects_scan = 'scan_${index}', rejects_table = 'rejects_${index}', rejects_limit = 0)`;
}

/** Lines of a file that do not fit its header, with the reader's word for why, as `refused_N`. */
export function refusedSql(index: number): string {
  return `create table refused_${index} as select line, any_value(cast(error_type as varchar)) as why from rejects_${index} group by line`;
}

/**
 * The checked rows of one file: our columns, the file and row they come from, and which rule each breaks.
 */
export function checkSql(index: number, file: Recognised, traits: Traits): string {
  const cells = file.positions.map((p) => (p === null ? null : `c${p}`));
  return `select cast(${index} as integer) as file, rowid as row_number, ${checkedColumns(file.source.fields, cells, traits)} from raw_${index}`;
}

/** All files of one kind together, as `checked_KIND`. */
export function checkedTableSql(source: Source, selects: readonly string[]): string {
  return `create table checked_${source.kind} as ${selects.join("\nunion all\n")}`;
}

/** Broken rows of a file: row, broken field, the cell's text and the row's first key cell. */
export function brokenRowsSql(index: number, file: Recognised, limit: number): string {
  const cellOf = (i: number) => (file.positions[i] === null || file.positions[i] === undefined ? "null" : `r.c${file.positions[i]}`);
  const values = file.source.fields.map((_, i) => `when ${i} then ${cellOf(i)}`).join(" ");
  const keyField = file.source.fields.findIndex((f) => file.source.key.includes(f.name));
  return `select b.row_number, b.problem, left(case b.problem ${values} end, 200) as value, left(${cellOf(keyField)}, 200) as row_id
    from checked_${file.source.kind} b join raw_${index} r on r.rowid = b.row_number
    where b.file = ${index} and b.problem is not null order by b.row_number limit ${limit}`;
}
