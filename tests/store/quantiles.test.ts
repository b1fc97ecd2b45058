import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readRows } from "@/lib/analytics/duck";
import { type KindQuantileRow, quantilePercents, quantilesByKind } from "@/lib/measure/quantiles";
import { inOwnWay } from "@/lib/types/either-way";
import { sql } from "@/lib/types/sql";
import { openTwoEngines, tuples } from "../support/two-engines";

const { sqlite, duck, close } = await openTwoEngines(["create table amounts (kind integer, value integer)"]);
afterAll(close);
const query = quantilesByKind(sql`select kind, value from amounts`);

/** The least value that at least so many percent do not exceed. */
function quantilesOf(values: readonly number[]): Record<string, number | undefined> {
  const sorted = [...values].sort((a, b) => a - b);
  return Object.fromEntries(quantilePercents.map((percent) => [`p${percent}`, sorted.find((_, i) => (i + 1) * 100 >= percent * sorted.length)]));
}

// many sizes at which a share of the cases is a whole number
const sizes = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(20, 40, 50, 100, 200, 300));
const amounts = sizes.chain((length) => fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: length, maxLength: length }));

test("counting values in SQLite and DuckDB's own quantiles are the least values so many percent do not exceed", async () => {
  expect(inOwnWay(query).text).toContain("quantile_disc");
  await fc.assert(fc.asyncProperty(fc.array(amounts, { minLength: 1, maxLength: 3 }), async (kinds) => {
    const rows = kinds.flatMap((values, kind) => values.map((value) => [kind, value]));
    for (const text of ["delete from amounts", `insert into amounts values ${tuples(rows)}`]) {
      sqlite.exec(text);
      await duck.run(text);
    }
    const counted = sqlite.prepare<unknown[], KindQuantileRow>(query.text).all(...query.values);
    expect(await readRows(duck, query)).toEqual(counted);
    for (const { kind, ...row } of counted) {
      const values = kinds[Number(kind)] ?? [];
      expect(row).toEqual({ cases: values.length, total: values.reduce((a, b) => a + b, 0), highest: Math.max(...values), ...quantilesOf(values) });
    }
  }), { numRuns: 40 });
});

test("of no values there are no quantiles", async () => {
  sqlite.exec("delete from amounts");
  await duck.run("delete from amounts");
  expect(sqlite.prepare(query.text).all(...query.values)).toEqual([]);
  expect(await readRows(duck, query)).toEqual([]);
});
