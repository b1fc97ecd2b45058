import "server-only";
import { createHash } from "node:crypto";
import { keepableParts, type KeptOf, type Sql, unordered } from "@/lib/types/sql";

/** The same select is the same table, whoever asks. */
const nameOf = ({ text, values }: Sql): string => `part_${createHash("sha256").update(JSON.stringify([text, values])).digest("hex").slice(0, 24)}`;

/**
 * A query that reads kept tables in place of the outermost selects marked `keepable`.
 * @param keep makes a table of that name out of a select, which may hold marked ones itself, unless it is there, and says its full name; null = the select is read in place
 */
export async function withKeptParts(sql: Sql, keep: (name: string, part: Sql, of: KeptOf) => Promise<string | null>): Promise<Sql> {
  const { plain, kept } = keepableParts(sql);
  let text = plain[0]?.text ?? "";
  const values = [...(plain[0]?.values ?? [])];
  for (const [i, part] of kept.entries()) {
    const table = await keep(nameOf(part), part, part.of);
    const read = table === null ? await withKeptParts(unordered(part), keep) : { text: `select * from ${table}`, values: [] };
    text += `${read.text}${plain[i + 1]?.text ?? ""}`;
    values.push(...read.values, ...(plain[i + 1]?.values ?? []));
  }
  return { text, values };
}
