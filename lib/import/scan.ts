/** What a file's bytes say before any value is read. */
export type Scan = {
  /** records with at least one byte, the header included */
  records: number;
  lines: number;
  /** physical line each wanted record begins on, in the order asked */
  lineOf: readonly number[];
  /** line endings met outside quotes */
  endings: { lf: number; crlf: number; cr: number };
  /** first thing that makes the file unreadable, with its line */
  problem: string | null;
};

const longestRecord = 1 << 20;
const states = { start: 0, plain: 1, quoted: 2, quoteSeen: 3 } as const;

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Counts the records of a CSV file (RFC 4180: fields may be quoted and then hold line breaks) and finds
 * what no reader should guess about: NUL bytes, a quote that never closes, a record longer than 1 MiB.
 * Fed with UTF-8 or any single-byte encoding.
 */
export class RecordScanner {
  private state: number = states.start;
  private line = 1;
  private records = 0;
  private recordLine = 1;
  private recordBytes = 0;
  private quoteLine = 0;
  private lf = 0;
  private crlf = 0;
  private cr = 0;
  private afterCr = false;
  private problem: string | null = null;
  private readonly lineOf: number[] = [];
  private readonly delimiter: number;
  private readonly wanted: readonly number[];

  /**
   * @param delimiter byte between fields
   * @param wanted ascending numbers of records whose line is asked for, the header being 0
   */
  constructor(delimiter: number, wanted: readonly number[] = []) {
    this.delimiter = delimiter;
    this.wanted = wanted;
  }

  /** @returns false once the file is known to be unreadable */
  feed(chunk: Uint8Array): boolean {
    let state = this.state;
    let recordBytes = this.recordBytes;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (byte === lineFeed) {
        if (state === states.quoted) this.line++;
        else {
          if (this.afterCr) this.crlf++;
          else this.lf++;
          this.endRecord(this.afterCr ? recordBytes - 1 : recordBytes);
          this.line++;
          this.recordLine = this.line;
          recordBytes = 0;
          state = states.start;
          this.afterCr = false;
          continue;
        }
      }
      if (this.afterCr) {
        this.afterCr = false;
        this.cr++;
      }
      recordBytes++;
      if (byte === quote) {
        if (state === states.start) this.quoteLine = this.line;
        if (state === states.start || state === states.quoteSeen) state = states.quoted;
        else if (state === states.quoted) state = states.quoteSeen;
      } else if (byte === 0) {
        return this.fail(`line ${this.line}: a NUL byte`);
      } else if (state !== states.quoted) {
        if (byte === this.delimiter) state = states.start;
        else if (byte === carriageReturn) this.afterCr = true;
        else if (state === states.start) state = states.plain;
      }
      if (recordBytes > longestRecord) return this.fail(this.tooLong(state));
    }
    this.state = state;
    this.recordBytes = recordBytes;
    return true;
  }

  finish(): Scan {
    if (this.problem === null && this.state === states.quoted) this.problem = this.unclosed();
    if (this.problem === null) this.endRecord(this.recordBytes);
    const { records, line, lineOf, lf, crlf, cr, problem } = this;
    return { records, lines: line, lineOf, endings: { lf, crlf, cr: cr + (this.afterCr ? 1 : 0) }, problem };
  }

  private endRecord(bytes: number): void {
    if (bytes <= 0) return;
    if (this.wanted[this.lineOf.length] === this.records) this.lineOf.push(this.recordLine);
    this.records++;
  }

  private fail(problem: string): false {
    this.problem = problem;
    return false;
  }

  private tooLong(state: number): string {
    return state === states.quoted ? this.unclosed() : `line ${this.recordLine}: longer than 1 MiB`;
  }

  private unclosed(): string {
    return `line ${this.quoteLine}: a quote opens and does not close`;
  }
}
