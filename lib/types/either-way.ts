import { sql, type Sql } from "./sql";

type Around<Text> = { before: Text; after: Text };

/**
 * What is asked of a relation in one of two ways: `plain`, which every engine understands, and `own`, quicker, for one that
 * has functions of its own. The text is the plain one; the other lies beside it in comments until `inOwnWay` takes it.
 * Both must answer the same, to the last bit.
 *
 * @param own without values
 * @throws RangeError for stars and question marks in `own`, which would end the comment or stand for a value
 */
export function eitherWay(relation: Sql, { plain, own }: { plain: Around<Sql>; own: Around<string> }): Sql {
  const part = (quick: string, { text, values }: Sql): Sql => {
    if (/[*?]/.test(quick)) throw new RangeError(`not to be put into a comment: ${quick}`);
    return { text: `/*own ${quick}*/${text}/*plain*/`, values };
  };
  return sql`${part(own.before, plain.before)}${relation}${part(own.after, plain.after)}`;
}

const placeholders = (text: string): number => text.split("?").length - 1;

/** A query for the engine that has functions of its own: their way in place of the plain one. */
export function inOwnWay(query: Sql): Sql {
  let text = "";
  const values: Sql["values"][number][] = [];
  let from = 0;
  let used = 0;
  const take = (piece: string): void => {
    text += piece;
    values.push(...query.values.slice(used, (used += placeholders(piece))));
  };
  for (const { 0: part, 1: own = "", 2: plain = "", index } of query.text.matchAll(/\/\*own ([^*]*)\*\/([\s\S]*?)\/\*plain\*\//g)) {
    take(query.text.slice(from, index));
    text += own;
    used += placeholders(plain);
    from = index + part.length;
  }
  if (from === 0) return query;
  take(query.text.slice(from));
  return { text, values };
}
