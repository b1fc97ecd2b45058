import "server-only";
import type { DuckDBConnection } from "@duckdb/node-api";

/** So many connections at once; whoever finds none free waits for their turn. */
export class Lane {
  private readonly idle: DuckDBConnection[] = [];
  private readonly waiting: ((connection: DuckDBConnection) => void)[] = [];
  private open = 0;

  constructor(private readonly most: number, private readonly connect: () => Promise<DuckDBConnection>) {}

  async lease(): Promise<DuckDBConnection> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.open >= this.most) return new Promise((resolve) => this.waiting.push(resolve));
    this.open++;
    try {
      return await this.connect();
    } catch (error) {
      this.open--;
      throw error;
    }
  }

  release(connection: DuckDBConnection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }

  /** Those that are lent out end with the engine. */
  close(): void {
    for (const connection of this.idle) connection.closeSync();
    this.idle.length = 0;
    this.open = 0;
  }
}
