/** What a file's bytes say before any value is read. */
export type Scan = {
  /** records with at least one byte, the header included */
  records: number;
  /** line endings met outside quotes */
  endings: { lf: number; crlf: number };
  hasCarriageReturns: boolean;
  /** a space stands beside a delimiter, a quote or a line end somewhere */
  isPadded: boolean;
  /** first thing that makes the file unreadable, with its line */
  problem: string | null;
};

export const longestRecord = 1 << 20;

const quote = 34;
const space = 32;
const lineFeed = 10;
const carriageReturn = 13;
// NUL, and the two separators our own blocks of text use.
const forbidden = [[0, "a NUL byte"], [30, "a control character (1E)"], [31, "a control character (1F)"]] as const;

/**
 * Counts the records of a CSV file (RFC 4180: fields may be quoted and then hold line breaks) and finds
 * what no reader should guess about: control bytes, a quote that never closes, a record longer than 1 MiB.
 * Fed with UTF-8 or any single-byte encoding, in pieces of any size.
 *
 * Jumps from line end to line end by the runtime's own search; only lines with a quote are walked.
 */
export class RecordScanner {
  private isQuoted = false;
  private line = 1;
  private records = 0;
  private recordLine = 1;
  private quoteLine = 0;
  /** bytes of the current record in earlier pieces, and the last of them */
  private carried = 0;
  private lastByte = lineFeed;
  private lf = 0;
  private crlf = 0;
  private hasCarriageReturns = false;
  private isPadded = false;
  private problem: string | null = null;
  private counted = 0;
  private readonly delimiter: number;
  private readonly paddings: readonly string[];
  private readonly onRecord: ((line: number, counted: number) => void) | undefined;

  /**
   * @param delimiter byte between fields
   * @param onRecord called with the physical line each record begins on, the header's too, and with the line
   *   as the reading engine counts it: line breaks inside quotes are none to it, empty lines are
   */
  constructor(delimiter: number, onRecord?: (line: number, counted: number) => void) {
    this.delimiter = delimiter;
    const between = String.fromCharCode(delimiter);
    this.paddings = [` ${between}`, `${between} `, " \n", "\n ", " \r", '" ', ' "'];
    this.onRecord = onRecord;
  }

  /** @returns false once the file is known to be unreadable */
  feed(chunk: Buffer): boolean {
    this.hasCarriageReturns ||= chunk.includes(carriageReturn);
    this.isPadded ||= this.paddings.includes(String.fromCharCode(this.lastByte, chunk[0] ?? 0)) || this.paddings.some((p) => chunk.includes(p, 0, "latin1"));
    for (const [byte, name] of forbidden) {
      const at = chunk.indexOf(byte);
      if (at >= 0) return this.fail(`line ${this.line + countLines(chunk, at)}: ${name}`);
    }
    return this.walk(chunk);
  }

  private walk(chunk: Buffer): boolean {
    let nextQuote = chunk.indexOf(quote);
    for (let at = 0; at < chunk.length; ) {
      const feedAt = chunk.indexOf(lineFeed, at);
      const end = feedAt < 0 ? chunk.length : feedAt;
      while (nextQuote >= 0 && nextQuote < end) {
        this.toggle(chunk, nextQuote);
        nextQuote = chunk.indexOf(quote, nextQuote + 1);
      }
      if (this.carried + end - at > longestRecord) return this.fail(this.tooLong());
      if (feedAt < 0) {
        this.carried += end - at;
        break;
      }
      const before = end > at ? chunk[end - 1] : this.lastByte;
      if (this.isQuoted) this.carried += end + 1 - at;
      else this.endLine(this.carried + end - at, before === carriageReturn);
      this.line++;
      if (!this.isQuoted) this.recordLine = this.line;
      this.lastByte = lineFeed;
      at = end + 1;
    }
    this.lastByte = chunk[chunk.length - 1] ?? this.lastByte;
    return true;
  }

  /** A quote opens only at the start of a field; inside quotes every one toggles, so a doubled one changes nothing. */
  private toggle(chunk: Buffer, at: number): void {
    if (this.isQuoted) {
      this.isQuoted = false;
      return;
    }
    const before = at > 0 ? chunk[at - 1] : this.lastByte;
    const isDoubled = before === quote;
    const atFieldStart = before === this.delimiter || before === lineFeed || before === carriageReturn || before === 0 || before === 0xbf;
    if (!isDoubled && !atFieldStart) return;
    if (!isDoubled) this.quoteLine = this.line;
    this.isQuoted = true;
  }

  finish(): Scan {
    if (this.problem === null && this.isQuoted) this.problem = this.unclosed();
    if (this.problem === null) this.endRecord(this.carried);
    this.isPadded ||= this.lastByte === space;
    const { records, lf, crlf, hasCarriageReturns, isPadded, problem } = this;
    return { records, endings: { lf, crlf }, hasCarriageReturns, isPadded, problem };
  }

  private endLine(bytes: number, hasReturn: boolean): void {
    if (hasReturn) this.crlf++;
    else this.lf++;
    this.endRecord(hasReturn ? bytes - 1 : bytes);
    this.carried = 0;
  }

  private endRecord(bytes: number): void {
    this.counted++;
    if (bytes <= 0) return;
    this.onRecord?.(this.recordLine, this.counted);
    this.records++;
  }

  private fail(problem: string): false {
    this.problem = problem;
    return false;
  }

  private tooLong(): string {
    return this.isQuoted ? this.unclosed() : `line ${this.recordLine}: longer than 1 MiB`;
  }

  private unclosed(): string {
    return `line ${this.quoteLine}: a quote opens and does not close`;
  }
}

function countLines(chunk: Buffer, until: number): number {
  let lines = 0;
  for (let at = chunk.indexOf(lineFeed); at >= 0 && at < until; at = chunk.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}
