import "server-only";
import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * How many threads work on one query: all of them while it is alone, one as soon as several run. Queries side by
 * side use every core anyway, and one that is split takes a quarter to a half more of the processor for putting its
 * parts together: ten visitors at a million orders waited 340 to 440 ms (95 %) instead of 690 to 850. A job that asks
 * for two things at once keeps all threads: it waits for the longer one.
 */
export class ThreadShare {
  private running = 0;
  private current: number;

  constructor(private readonly most: number, private readonly isShared: boolean) {
    this.current = most;
  }

  /** Before a query; `end` belongs after it, whatever came of it. */
  async begin(connection: DuckDBConnection): Promise<void> {
    this.running++;
    const wanted = this.isShared && this.running > 1 ? 1 : this.most;
    if (wanted === this.current) return;
    this.current = wanted;
    await connection.run(`set threads = ${wanted}`);
  }

  end(): void {
    this.running--;
  }

  /** For an engine that is opened anew. */
  reset(): void {
    this.current = this.most;
  }
}
