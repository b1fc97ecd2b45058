import type { ColumnMap } from "@/lib/types/import";
import { type DateOrder, type DecimalMark, type Field, field, id, integer, text } from "./field";
import type { Recognised } from "./recognise";

/** How the values of a generic orders file are written. */
export type GenericDialect = { decimal: DecimalMark; dateOrder: DateOrder; rows: "order" | "line" };

/** Entries of a column mapping that are not columns: they answer what a file leaves open. */
export const genericOptions = ["dateOrder", "decimal", "rows"] as const;

const requiredColumns = ["order_id", "customer_id", "order_date", "amount"] as const;
const contactColumns = ["email", "phone", "first_name", "last_name", "marketing_consent"] as const;

/** The generic file's columns in our words; all but the first four may be missing. */
export function genericFields(dialect: GenericDialect, currency: string): Field[] {
  const amount = { kind: "amount", decimal: dialect.decimal } as const;
  const moment = { kind: "moment", order: dialect.dateOrder } as const;
  return [
    id("order_id"),
    id("customer_id"),
    field("order_date", "purchased_at", moment, true),
    field("amount", "amount_cents", amount, true),
    field("currency", "currency", { kind: "same", as: currency.toUpperCase() }),
    field("status", "status", text),
    ...contactColumns.slice(0, 4).map((name) => field(name, name, text)),
    field("marketing_consent", "email_consent", { kind: "consent" }),
    field("consent_at", "consent_at", moment),
    field("region", "state", text),
    field("city", "city", text),
    field("zip", "zip", text),
    field("product_id", "product_id", text),
    field("category", "category", text),
    field("quantity", "quantity", integer(0, 1_000_000)),
    field("unit_price", "unit_price_cents", amount),
    field("discount", "discount_cents", amount),
    field("shipping", "shipping_cents", amount),
    field("refund_amount", "refund_cents", amount),
    field("payment_type", "payment_type", text),
    field("installments", "installments", integer(0, 999)),
    field("review_score", "score", integer(1, 5)),
    field("delivered_at", "delivered_at", moment),
    field("estimated_at", "estimated_at", moment),
  ];
}

/** Our columns of a generic file by name: those it must have, and those it may. */
export const genericColumns = {
  required: requiredColumns as readonly string[],
  optional: genericFields({ decimal: ".", dateOrder: "ymd", rows: "order" }, "X")
    .map(({ column }) => column)
    .filter((column) => !(requiredColumns as readonly string[]).includes(column)),
};

/**
 * A generic file by its header, after the mapping (our column → the file's); null when a column we
 * cannot do without is missing.
 *
 * @param header normalised header cells
 */
export function recogniseGeneric(header: readonly string[], map: ColumnMap, dialect: GenericDialect, currency: string): Recognised | null {
  const fields = genericFields(dialect, currency);
  const positionOf = (column: string) => {
    const at = header.indexOf((map[column] ?? column).trim().toLowerCase());
    return at < 0 ? null : at;
  };
  if (requiredColumns.some((column) => positionOf(column) === null)) return null;
  return { source: { kind: "genericOrders", key: ["order_id"], fields }, positions: fields.map((f) => positionOf(f.column)) };
}

/** Mapping entries that name no column of ours or no column of the file, as sentences. */
export function mapProblems(map: ColumnMap, header: readonly string[]): string[] {
  const known = new Set<string>([...genericFields({ decimal: ".", dateOrder: "ymd", rows: "order" }, "X").map((f) => f.column), ...genericOptions]);
  return Object.entries(map).flatMap(([ours, theirs]) => {
    if (!known.has(ours)) return [`the mapping names ${ours}, which is no column of ours`];
    if ((genericOptions as readonly string[]).includes(ours)) return [];
    return header.includes(theirs.trim().toLowerCase()) ? [] : [`the mapping names the column ${theirs}, which the file does not have`];
  });
}

/** SQL that counts how the dates and amounts of a raw file are written. */
export function sniffSql(index: number, file: Recognised): string {
  const cellOf = (name: string) => {
    const at = file.positions[file.source.fields.findIndex((f) => f.name === name)];
    return at === null || at === undefined ? "null" : `c${at}`;
  };
  const date = cellOf("purchased_at");
  const amount = cellOf("amount_cents");
  const part = (n: number) => `try_cast(regexp_extract(${date}, '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}', ${n}) as integer)`;
  return `select count(*) filter (regexp_matches(${date}, '^[0-9]{4}-')) as year_first,
    max(${part(1)}) as highest_first, max(${part(2)}) as highest_second,
    count(*) filter (regexp_matches(${amount}, '\\.[0-9]*,[0-9]+$') or regexp_matches(${amount}, '^[0-9]+,([0-9]{1,2}|[0-9]{4,})$')) as decimal_comma,
    count(*) filter (regexp_matches(${amount}, ',[0-9]*\\.[0-9]+$') or regexp_matches(${amount}, '^[0-9]+\\.([0-9]{1,2}|[0-9]{4,})$')) as decimal_point,
    count(*) filter (regexp_matches(${amount}, '^[0-9]{1,3}([.,][0-9]{3})+$')) as unclear,
    count(*) - count(distinct ${cellOf("order_id")}) as repeated_orders, count(${cellOf("product_id")}) as products
    from raw_${index}`;
}

export type Sniffed = {
  year_first: number; highest_first: number | null; highest_second: number | null;
  decimal_comma: number; decimal_point: number; unclear: number; repeated_orders: number; products: number;
};

/**
 * How a file is written, from its values and the answers in the mapping.
 * @returns the dialect, or the sentence that asks for what the values leave open
 */
export function decideDialect(sniffed: Sniffed, map: ColumnMap): GenericDialect | string {
  const dateOrder = map.dateOrder ?? dateOrderOf(sniffed);
  if (dateOrder !== "ymd" && dateOrder !== "dmy" && dateOrder !== "mdy") {
    return "dates like 03/04/2024 can be day or month first; say which with dateOrder=dmy or dateOrder=mdy in the mapping";
  }
  // A comma cannot stand in a mapping given on the command line, so the marks have names too.
  const decimal = decimalNames[map.decimal ?? ""] ?? map.decimal ?? decimalOf(sniffed);
  if (decimal !== "." && decimal !== ",") return "amounts like 1.234 can be thousands or decimals; say which mark is the decimal one with decimal=point or decimal=comma in the mapping";
  const rows = map.rows ?? (sniffed.repeated_orders > 0 && sniffed.products > 0 ? "line" : "order");
  if (rows !== "order" && rows !== "line") return "rows in the mapping is neither order nor line";
  return { dateOrder, decimal, rows };
}

const decimalNames: Record<string, DecimalMark | undefined> = { comma: ",", point: "." };

function dateOrderOf(s: Sniffed): DateOrder | null {
  if (s.highest_first === null) return "ymd";
  if (s.highest_first > 12 && (s.highest_second ?? 0) <= 12) return "dmy";
  if ((s.highest_second ?? 0) > 12 && s.highest_first <= 12) return "mdy";
  return null;
}

function decimalOf(s: Sniffed): DecimalMark | null {
  if (s.decimal_comma > 0 && s.decimal_point === 0) return ",";
  if (s.decimal_comma === 0 && (s.decimal_point > 0 || s.unclear === 0)) return ".";
  return null;
}
