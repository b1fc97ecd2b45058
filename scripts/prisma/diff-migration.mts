/**
 * Authors migration SQL without Prisma's native engine: the difference between the schema the
 * migrations lead to and prisma/schema.prisma.
 *
 *   node scripts/prisma/diff-migration.mts NAME
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { type DiffTarget, SchemaEngine } from "@prisma/schema-engine-wasm";

const schemaPath = "prisma/schema.prisma";
const previousPath = "prisma/migrations/schema.applied.prisma";

function schemaTarget(path: string): DiffTarget {
  return { tag: "schemaDatamodel", files: [{ path, content: readFileSync(path, "utf8") }] };
}

function appliedTarget(): DiffTarget {
  try {
    return schemaTarget(previousPath);
  } catch {
    return { tag: "empty" };
  }
}

const name = process.argv[2];
if (!name || !/^\d{4}_[a-z_]+$/.test(name)) throw new RangeError("name the migration like 0002_add_campaigns");

const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaBetterSqlite3({ url: ":memory:" }));
const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
const result = await engine.diff({
  from: appliedTarget(),
  to: schemaTarget(schemaPath),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
mkdirSync(`prisma/migrations/${name}`, { recursive: true });
writeFileSync(`prisma/migrations/${name}/migration.sql`, result.stdout ?? "");
writeFileSync(previousPath, readFileSync(schemaPath));
console.error(`wrote prisma/migrations/${name}/migration.sql`);
