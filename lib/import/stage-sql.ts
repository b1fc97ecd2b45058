import { checkedColumns, type Traits } from "./check-sql";
import type { Recognised } from "./recognise";
import type { Source } from "./sources";

/** How a text file is cut into cells. The file is UTF-8 with one kind of line ending by now. */
export type Dialect = { delimiter: string; newline: "\\n" | "\\r\\n" };

export const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Every cell of a file as text, as columns `c0`, `c1` ... Types are never guessed. The bytes must be
 * valid UTF-8: an invalid one in a column nobody asks for ends the whole engine. Ragged lines go to `rejects_N`.
 *
 * @param index number of the file in this import
 * @param columns how many columns its header has
 */
export function cellsSql(index: number, path: string, columns: number, dialect: Dialect): string {
  const names = Array.from({ length: columns }, (_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  return `read_csv(${literal(path)},
    auto_detect = false, header = true, columns = {${names}}, delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"',
    new_line = ${literal(dialect.newline)}, encoding = 'utf-8', max_line_size = 2097152, buffer_size = 8388608, nullstr = '',
    store_rejects = true, rejects_scan = 'scan_${index}', rejects_table = 'rejects_${index}', rejects_limit = 0)`;
}

/** Lines of a file that do not fit its header, with the reader's word for why, as `refused_N`. */
export function refusedSql(index: number): string {
  return `create table refused_${index} as select line, any_value(cast(error_type as varchar)) as why from rejects_${index} group by line`;
}

const shownOfCell = 200;

/**
 * The checked rows of one file in their order: our columns, the file they come from, which rule each breaks
 * and of broken rows the cell's text and the row's first key cell.
 *
 * @param cells SQL of the file's cells
 */
export function checkSql(index: number, file: Recognised, traits: Traits, cells: string): string {
  const names = file.positions.map((p) => (p === null ? null : `c${p}`));
  const { parsed, values, problem } = checkedColumns(file.source.fields, names, traits);
  const broken = names.flatMap((name, i) => (name === null ? [] : [`when ${i} then left(${name}, ${shownOfCell})`]));
  const key = names[file.source.fields.findIndex((f) => file.source.key.includes(f.name))] ?? "null";
  return `select cast(${index} as integer) as file, ${values.join(", ")}, problem,
    case problem ${broken.join(" ")} end as refused_cell, case when problem is not null then left(${key}, ${shownOfCell}) end as refused_id
    from (select *, ${problem} as problem from (select ${["*", ...parsed].join(", ")} from ${cells}))`;
}

/** Puts the rows of a file into `checked_KIND`, behind those of the files of its kind before it: `rowid` is the place. */
export function checkedTableSql(source: Source, select: string, isFirst: boolean): string {
  return isFirst ? `create table checked_${source.kind} as ${select}` : `insert into checked_${source.kind} ${select}`;
}

/**
 * Broken rows of a file: row, broken field, the cell's text and the row's first key cell.
 * @param before rows of its kind in the files before it
 */
export function brokenRowsSql(index: number, file: Recognised, before: number, limit: number): string {
  return `select rowid - ${before} as row_number, problem, refused_cell as value, refused_id as row_id
    from checked_${file.source.kind} where file = ${index} and problem is not null order by rowid limit ${limit}`;
}
