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

const keepStart = "/*keep*/";
const keepEnd = "/*kept*/";

/**
 * Marks a select that many queries contain and that depends on nothing they filter by, nor on the
 * members of a run: an engine may work it out once, keep its rows and read those. Where nobody keeps
 * it, the marks are comments.
 */
export function keepable({ text, values }: Sql): Sql {
  return { text: `${keepStart}${text}${keepEnd}`, values };
}

const placeholders = (text: string): number => text.split("?").length - 1;

/**
 * A query cut at its outermost marked selects: `plain` texts around them, one more than `kept`.
 * The kept selects may hold marked ones themselves.
 */
export function keepableParts({ text, values }: Sql): { plain: Sql[]; kept: Sql[] } {
  const parts: { plain: Sql[]; kept: Sql[] } = { plain: [], kept: [] };
  let from = 0;
  let used = 0;
  const cut = (start: number, end: number): Sql => {
    const piece = text.slice(start, end);
    const taken = values.slice(used, (used += placeholders(piece)));
    return { text: piece, values: taken };
  };
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/\/\*(?:keep|kept)\*\//g)) {
    depth += mark === keepStart ? 1 : -1;
    if (mark === keepStart && depth === 1) {
      parts.plain.push(cut(from, index));
      from = index + mark.length;
    } else if (depth === 0) {
      parts.kept.push(cut(from, index));
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

/**
 * Names from a closed set of our own (columns, sort directions) as text.
 * @throws RangeError for anything that is not a plain lower-case identifier list
 */
export function rawSql(text: string): Sql {
  if (!/^[a-z_][a-z0-9_., ]*$/.test(text)) throw new RangeError(`not an identifier: ${text}`);
  return { text, values: [] };
}
