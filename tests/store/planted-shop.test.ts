import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { plantedGroups } from "@/lib/sample/planted";
import { defaultRequest } from "@/lib/types/segmentation";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { segmentHere } = await import("@/scripts/cli/commands/segment");
const { writeSampleShop } = await import("@/scripts/commands/sample");
const { sql } = await import("@/lib/types/sql");
const engine = openAnalytics();

afterAll(async () => {
  engine.close();
  await closeStore();
  data.remove();
});

test("from files to segments, the planted groups are found: adjusted Rand index at least 0.95", async () => {
  const out = path.join(data.folder, "planted");
  await writeSampleShop({ customers: 2000, seed: 8, profile: "planted", out });
  migrateStore();
  await importOrders({ paths: [out], actor: "cli:test" });
  const request = { ...defaultRequest, k: plantedGroups.length, seed: 8 };
  const run = await segmentHere(request, {
    actor: "cli:test",
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const members = await engine.query<{ person: string; segment: number }>(
    sql`select customers.external_id as person, memberships.segment as segment
      from memberships join customers on customers.customer_key = memberships.customer_key`,
    { segmentationId: run.id },
  );
  const truth: { customer_unique_id: string; group: string }[] = parse(
    readFileSync(path.join(out, "planted_groups.csv")),
    { columns: true },
  );
  const groupOf = new Map(
    truth.map((row) => [
      row.customer_unique_id,
      plantedGroups.findIndex((group) => group.name === row.group),
    ]),
  );
  expect(members).toHaveLength(2000);
  const found = members.map((member) => member.segment);
  const planted = members.map((member) => groupOf.get(member.person) ?? -1);
  expect(adjustedRandIndex(found, planted)).toBeGreaterThanOrEqual(0.95);
});
