import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { dataPaths } from "@/lib/env";
import { type Prisma, PrismaClient } from "./generated/client";
import { connectionPragmas } from "./native";

export type { Prisma };
export type StoreTransaction = Prisma.TransactionClient;

/** Prisma's adapter opens its own connection; this one gives it our settings before first use. */
class ConfiguredSqlite extends PrismaBetterSqlite3 {
  override async connect(): ReturnType<PrismaBetterSqlite3["connect"]> {
    const connection = await super.connect();
    await connection.executeScript(connectionPragmas.map((pragma) => `pragma ${pragma};`).join("\n"));
    return connection;
  }
}

// One client a process: Next reloads modules in development and bundles routes apart.
const holder = globalThis as typeof globalThis & { clienteleStore?: PrismaClient };

/** The store's Prisma client. */
export function store(): PrismaClient {
  holder.clienteleStore ??= new PrismaClient({
    adapter: new ConfiguredSqlite({ url: `file:${dataPaths().database}`, timeout: 10_000 }),
  });
  return holder.clienteleStore;
}

/** Ends the connection, e.g. before the process exits or a backup is restored. */
export async function closeStore(): Promise<void> {
  await holder.clienteleStore?.$disconnect();
  holder.clienteleStore = undefined;
}

const attempts = 5;

/**
 * Runs a transaction, again if SQLite refuses it. The adapter begins with a plain BEGIN, so
 * read-then-write can fail at once although a busy timeout is set; the whole transaction is repeated.
 */
export async function transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store().$transaction(work, { maxWait: 15_000, timeout: 30_000 });
    } catch (error) {
      if (attempt === attempts || !isBusy(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    }
  }
}

function isBusy(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${JSON.stringify("meta" in error ? error.meta : "")}` : "";
  return /SQLITE_BUSY|database is locked|SocketTimeout|P1008|P2034|P2028/.test(text);
}
