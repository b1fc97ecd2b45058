/** A value the shared analytics SQL may bind. */
export type SqlValue = string | number | null;

/** Parameterised SQL text. `?` marks each value, in order. */
export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

function isSql(value: SqlValue | Sql): value is Sql {
  return typeof value === "object" && value !== null;
}

/**
 * Builds parameterised SQL: plain values become `?`, nested `Sql` is spliced in.
 * No value ever enters the text, so text from outside cannot change a query.
 */
export function sql(parts: TemplateStringsArray, ...inserts: readonly (SqlValue | Sql)[]): Sql {
  let text = parts[0] ?? "";
  const values: SqlValue[] = [];
  inserts.forEach((insert, i) => {
    if (isSql(insert)) {
      text += insert.text;
      values.push(...insert.values);
    } else {
      text += "?";
      values.push(insert);
    }
    text += parts[i + 1] ?? "";
  });
  return { text, values };
}

/**
 * What a marked select stands on: the facts themselves whatever the day looked at ("facts"), the tables of that day, the
 * members of a run too ("run"; "newest": kept of the newest data alone, since of a past day, looked at a few times, it is sooner read in place), or its members of an earlier day as well ("days").
 */
export type KeptOf = "facts" | "data" | "run" | "newest" | "days";

const keepStarts: Record<KeptOf, string> = { facts: "/*keep facts*/", data: "/*keep*/", run: "/*keep of run*/", newest: "/*keep newest of run*/", days: "/*keep of days*/" };
const keepEnd = "/*kept*/";
// a literal of each mark: they hold no more of a pattern than their stars
const marks = new RegExp([...Object.values(keepStarts), keepEnd].map((mark) => mark.replaceAll("*", "\\*")).join("|"), "g");
const kindOf = Object.fromEntries(Object.entries(keepStarts).map(([kind, mark]) => [mark, kind as KeptOf]));
const orderStart = "/*in order*/";

/**
 * Marks a select that many queries contain and that depends on nothing they filter by: an engine may
 * work it out once, keep its rows and read those. Where nobody keeps it, the marks are comments.
 *
 * @param of "run" where it reads members, "days" where it reads those of an earlier day too; what reads none is shared by all runs.
 * "facts" where each row is one fact of the tables with its columns as they are there (or no fact at all, as a list of cities), and
 * all else in it would be the same on any later day: it is worked out once for all days, and a past day sees it as it sees the tables
 * @param by the order its rows are kept in, of no use to a query that reads it in place
 */
export function keepable({ text, values }: Sql, of: KeptOf = "data", by?: Sql): Sql {
  const order = by === undefined ? "" : `${orderStart} order by ${by.text}`;
  return { text: `${keepStarts[of]}${text}${order}${keepEnd}`, values: [...values, ...(by?.values ?? [])] };
}

const placeholders = (text: string): number => text.split("?").length - 1;

/** A marked select without the order its rows are kept in: for a query that reads it in place. */
export function unordered({ text, values }: Sql): Sql {
  const end = text.lastIndexOf(orderStart);
  return end < 0 ? { text, values } : { text: text.slice(0, end), values: values.slice(0, placeholders(text.slice(0, end))) };
}

/**
 * A query cut at its outermost marked selects: `plain` texts around them, one more than `kept`.
 * The kept selects may hold marked ones themselves.
 */
export function keepableParts({ text, values }: Sql): { plain: Sql[]; kept: (Sql & { of: KeptOf })[] } {
  const parts: ReturnType<typeof keepableParts> = { plain: [], kept: [] };
  let from = 0;
  let used = 0;
  const cut = (start: number, end: number): Sql => {
    const piece = text.slice(start, end);
    const taken = values.slice(used, (used += placeholders(piece)));
    return { text: piece, values: taken };
  };
  let depth = 0;
  let of: KeptOf = "data";
  for (const { 0: mark, index } of text.matchAll(marks)) {
    const isStart = mark !== keepEnd;
    depth += isStart ? 1 : -1;
    if (isStart && depth === 1) {
      of = kindOf[mark] ?? "data";
      parts.plain.push(cut(from, index));
      from = index + mark.length;
    } else if (depth === 0) {
      parts.kept.push({ ...cut(from, index), of });
      from = index + mark.length;
    }
  }
  parts.plain.push(cut(from, text.length));
  return parts;
}

/** Joins fragments with a separator, e.g. conditions with " and ". */
export function joinSql(fragments: readonly Sql[], separator: string): Sql {
  return { text: fragments.map((f) => f.text).join(separator), values: fragments.flatMap((f) => f.values) };
}

/** Whether a column holds one of some values; of none, never. @param column name from our own code */
export function oneOf(column: string, values: readonly (string | number)[]): Sql {
  if (values.length === 0) return sql`1 = 0`;
  return sql`${rawSql(column)} in (${joinSql(values.map((value) => sql`${value}`), ", ")})`;
}

/** No file with it is read, so no word has it in it. */
const unit = "\u001f";

/**
 * The same of a column of words, each on many rows, or of small numbers from 0: written so that an engine which keeps
 * every word once asks each word and not each row, and needs no table of the values. At a million rows this takes
 * a third of the time of `in`; for columns of many different values it takes more.
 */
export function oneOfFew(column: string, values: readonly (string | number)[]): Sql {
  const words = values.filter((value) => typeof value === "string");
  const numbers = values.filter((value) => typeof value === "number");
  if (words.length === values.length) {
    const known = words.filter((word) => !word.includes(unit));
    return known.length === 0 ? sql`1 = 0` : sql`instr(${unit + known.join(unit) + unit}, ${unit} || ${rawSql(column)} || ${unit}) > 0`;
  }
  if (numbers.length < values.length || !numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= mostBits)) return oneOf(column, values);
  const bits = [...new Set(numbers)].reduce((sum, number) => sum + 2 ** number, 0);
  return sql`((${bits} >> ${rawSql(column)}) & 1) = 1`;
}
/** A whole number of so many bits is exact in every engine and here. */
const mostBits = 52;

/** `oneOfFew` as the conditions of a filter, where nothing chosen asks nothing. */
export const amongFew = (column: string, values: readonly (string | number)[]): Sql[] => (values.length === 0 ? [] : [oneOfFew(column, values)]);

/** The same with `oneOf`. @param column name from our own code */
export const among = (column: string, values: readonly (string | number)[]): Sql[] => (values.length === 0 ? [] : [oneOf(column, values)]);

/** Conditions that all hold; of none, always. */
export const allOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`1 = 1` : joinSql(conditions, " and "));

/**
 * Names from a closed set of our own (columns, sort directions) as text.
 * @throws RangeError for anything that is not a plain lower-case identifier list
 */
export function rawSql(text: string): Sql {
  if (!/^[a-z_][a-z0-9_., ]*$/.test(text)) throw new RangeError(`not an identifier: ${text}`);
  return { text, values: [] };
}
