import path from "node:path";
import { z } from "zod";

const schema = z.object({
  CLIENTELE_DATA: z.string().min(1).default("./data"),
  CLIENTELE_SAMPLE: z.enum(["0", "1"]).default("1"),
  CLIENTELE_SAMPLE_CUSTOMERS: z.coerce.number().int().min(100).max(5_000_000).default(100_000),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  APP_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().optional(),
  CLIENTELE_MEMORY_MB: z.coerce.number().int().min(128).default(512),
  CLIENTELE_THREADS: z.coerce.number().int().min(1).max(64).default(2),
});

export type Env = {
  dataDir: string;
  sampleOnFirstStart: boolean;
  sampleCustomers: number;
  port: number;
  /** origin that browsers use, without a trailing slash */
  appUrl: string;
  /** overrides the secret kept in the data folder */
  secret: string | null;
  /** memory limit of the analytics engine */
  memoryMb: number;
  threads: number;
};

let cached: Env | null = null;

/**
 * The validated environment, read once.
 * @throws Error that names the variable and what it must be
 */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Validates a set of variables; empty text counts as unset. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`environment variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const v = parsed.data;
  return {
    dataDir: path.resolve(v.CLIENTELE_DATA),
    sampleOnFirstStart: v.CLIENTELE_SAMPLE === "1",
    sampleCustomers: v.CLIENTELE_SAMPLE_CUSTOMERS,
    port: v.PORT,
    appUrl: new URL(v.APP_URL ?? `http://localhost:${v.PORT}`).origin,
    secret: v.NEXTAUTH_SECRET ?? null,
    memoryMb: v.CLIENTELE_MEMORY_MB,
    threads: v.CLIENTELE_THREADS,
  };
}

/** Where everything of this installation lives. */
export function dataPaths(dataDir: string = env().dataDir) {
  const inside = (...parts: string[]) => path.join(dataDir, ...parts);
  return {
    root: dataDir,
    database: inside("clientele.db"),
    snapshots: inside("snapshots"),
    segmentations: inside("segmentations"),
    uploads: inside("uploads"),
    targetLists: inside("target-lists"),
    backups: inside("backups"),
    temporary: inside("tmp"),
    secret: inside("secret"),
    firstRun: inside("first-run.txt"),
  };
}
