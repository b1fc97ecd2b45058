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
