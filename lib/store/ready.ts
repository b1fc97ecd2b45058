import "server-only";
import { existsSync } from "node:fs";
import { dataPaths } from "@/lib/env";
import { store } from "./client";

/**
 * Whether the store answers and has been migrated. Its file is looked for first: opening a missing
 * one would make an empty store and call it ready.
 */
export async function isStoreReady(): Promise<boolean> {
  if (!existsSync(dataPaths().database)) return false;
  const rows = await store().$queryRaw<{ n: bigint | number }[]>`
    select count(*) as n from "_prisma_migrations" where finished_at is not null`;
  return Number(rows[0]?.n ?? 0) > 0;
}
