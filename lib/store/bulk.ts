import "server-only";
import { AppError } from "@/lib/errors";
import type { NativeDatabase } from "./native";

/** Called inside the transaction of every slice; throws AppError leaseLost when another worker took over. */
export type Fence = (db: NativeDatabase) => void;

/** A block of rows, column by column. */
export type RowBlock = { rows: number; columns: readonly (readonly unknown[])[] };

export type BulkOptions = {
  fence?: Fence | undefined;
  /** told how long each transaction held the write lock */
  onSlice?: ((ms: number) => void) | undefined;
};

export type BulkTarget = { table: string; columns: readonly string[]; importId: number };

// Others wait at most this long for the write lock: sign-in, audit and heartbeats get through.
const sliceMs = 120;
const rowsPerStatement = 40;
const rowsPerBatch = 16_384;

const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Inserts rows of one import in short transactions. The rows are invisible until their import is
 * complete, so a crash between two slices leaves nothing but rows to sweep.
 */
export class BulkWriter {
  private readonly db: NativeDatabase;
  private readonly options: BulkOptions;
  private sliceBegan = 0;

  constructor(db: NativeDatabase, options: BulkOptions = {}) {
    this.db = db;
    this.options = options;
  }

  /** @returns rows written */
  async write(target: BulkTarget, blocks: AsyncIterable<RowBlock>, onRows: (rows: number) => void): Promise<number> {
    const insert = inserter(this.db, target);
    let written = 0;
    for await (const batch of batchesOf(blocks)) {
      this.writeBatch(batch, insert);
      const rows = batch.reduce((sum, block) => sum + block.rows, 0);
      written += rows;
      onRows(rows);
    }
    return written;
  }

  /**
   * Never awaits inside a transaction: Prisma's connection lives on this very thread and would wait
   * for a lock that only this thread can give back.
   */
  private writeBatch(batch: readonly RowBlock[], insert: (block: RowBlock) => void): void {
    try {
      for (const block of batch) {
        this.begin();
        insert(block);
        this.commitIfLong();
      }
      this.commit();
    } catch (error) {
      if (this.db.inTransaction) this.db.exec("rollback");
      throw asStoreError(error);
    }
  }

  private begin(): void {
    if (this.db.inTransaction) return;
    this.db.exec("begin immediate");
    this.sliceBegan = performance.now();
    this.options.fence?.(this.db);
  }

  private commitIfLong(): void {
    if (performance.now() - this.sliceBegan > sliceMs) this.commit();
  }

  private commit(): void {
    if (!this.db.inTransaction) return;
    this.db.exec("commit");
    this.options.onSlice?.(performance.now() - this.sliceBegan);
  }
}

/** Blocks gathered to about a slice's worth, so that a commit is paid for many rows. */
async function* batchesOf(blocks: AsyncIterable<RowBlock>): AsyncGenerator<RowBlock[]> {
  let batch: RowBlock[] = [];
  let rows = 0;
  for await (const block of blocks) {
    batch.push(block);
    rows += block.rows;
    if (rows < rowsPerBatch) continue;
    yield batch;
    batch = [];
    rows = 0;
  }
  if (batch.length > 0) yield batch;
}

function inserter(db: NativeDatabase, target: BulkTarget): (block: RowBlock) => void {
  const width = target.columns.length;
  const names = ["importId", ...target.columns].map(quotedName).join(", ");
  const row = `(${[target.importId, ...target.columns.map(() => "?")].join(", ")})`;
  const prepare = (rows: number) => db.prepare(`insert into ${quotedName(target.table)} (${names}) values ${Array(rows).fill(row).join(", ")}`);
  const many = prepare(rowsPerStatement);
  const one = prepare(1);
  const values: unknown[] = new Array(width * rowsPerStatement);
  return ({ rows, columns }) => {
    let i = 0;
    for (; i + rowsPerStatement <= rows; i += rowsPerStatement) {
      for (let c = 0; c < width; c++) {
        const column = columns[c] ?? [];
        for (let r = 0, at = c; r < rowsPerStatement; r++, at += width) values[at] = column[i + r];
      }
      // as arguments: the driver takes a fifth longer over the elements of an array
      many.run(...values);
    }
    for (; i < rows; i++) one.run(columns.slice(0, width).map((column) => column[i]));
  };
}

/** The driver's way of saying that the disk is full, in ours. */
export function asStoreError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // Prisma has a code of its own for whatever its adapter could not place
  const isFull = error instanceof Error && /database or disk is full/.test(error.message);
  if (isFull || /SQLITE_FULL|SQLITE_IOERR|ENOSPC/.test(code)) return new AppError("diskFull", undefined, { cause: error });
  return error;
}
