/**
 * What makes a spreadsheet take text for a formula: an operator or its full-width form, a control
 * character, also behind blanks, quotes or separators that a lenient reader may split at.
 */
const dangerousStart = /^[\s"';,|]*[=+\-@\u0000\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell: text, a number, or nothing. */
export type CsvValue = string | number | null;

/**
 * Text that no spreadsheet runs: a leading `'` where it could be read as a formula.
 * Source: OWASP, CSV Injection; variant for text columns only.
 */
export function spreadsheetText(text: string): string {
  return dangerousStart.test(text) ? `'${text}` : text;
}

/** The text as it was before `spreadsheetText`. */
export function plainText(cell: string): string {
  return cell.startsWith("'") && dangerousStart.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/**
 * One cell. Text is always quoted; numbers are plain, so that negative amounts stay numbers.
 * @throws RangeError for NaN and infinity, which are no numbers to a spreadsheet
 */
function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "string") return `"${spreadsheetText(value).replaceAll('"', '""')}"`;
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number a CSV can hold`);
  return String(value);
}

/** The head of a column of amounts names their currency: "revenue_brl". */
export const amountHead = (name: string, currency: string): string => `${name}_${currency.toLowerCase()}`;

/** One record with its line end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** Lets Excel read the file as UTF-8. */
export const byteOrderMark = "\uFEFF";

/**
 * A whole file for people: byte order mark, header, records. RFC 4180 with the spreadsheet profile.
 */
export function* spreadsheetCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<string> {
  yield byteOrderMark + csvLine(header);
  for (const row of rows) yield csvLine(row);
}
