import type { DuckDBConnection } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { ThreadShare } from "@/lib/analytics/thread-share";

/** A connection that only notes what it is told. */
function noting() {
  const said: string[] = [];
  // of a connection nothing else is asked here
  const connection = { run: (text: string) => Promise.resolve(said.push(text)) } as unknown as DuckDBConnection;
  return { said, connection };
}

test("a query alone has all threads, side by side each has one, and alone again all", async () => {
  const { said, connection } = noting();
  const share = new ThreadShare(4, true);
  await share.begin(connection);
  expect(said).toEqual([]);
  await share.begin(connection);
  await share.begin(connection);
  expect(said).toEqual(["set threads = 1"]);
  for (let i = 0; i < 3; i++) share.end();
  await share.begin(connection);
  expect(said).toEqual(["set threads = 1", "set threads = 4"]);
});

test("a job that asks for several things at once keeps all threads", async () => {
  const { said, connection } = noting();
  const share = new ThreadShare(4, false);
  for (let i = 0; i < 3; i++) await share.begin(connection);
  expect(said).toEqual([]);
});
