import { describe, expect, test } from "vitest";
import type { Role } from "@/lib/types/roles";
import type { Web } from "../../support/web";
import { callRoute } from "../../support/web-server";

/** The JSON twins of pages. */
export function programTests(web: Web): void {
  describe("data for programs", () => {
    const read = async (address: string, role: Role = "marketer") => {
      const answer = await callRoute(web.app.url, "GET", address, web.visitor(role));
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
    };

    test("the overview answers in raw units, and only admins are sent to the imports", async () => {
      const { status, headers, body } = await read("/api/overview?period=all");
      expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect(body).toMatchObject({ currency: "BRL", minorUnits: 2, period: { preset: "all", before: null }, segmentation: { isStale: false } });
      expect(Object.keys(body)).toEqual(expect.arrayContaining(["firstDay", "lastDay", "totals", "readings", "historyMonths", "personas", "revenue", "notices"]));
      expect(body).not.toHaveProperty("movers");
      const [revenue] = body.readings as { key: string; value: number }[];
      expect(revenue?.key).toBe("revenue");
      expect(Number.isInteger(revenue?.value)).toBe(true);
      expect((await read("/api/overview?period=nonsense")).body).toMatchObject({ period: { preset: "90" } });
    });

    test("who moved is an answer of its own, for the same parameters", async () => {
      const { status, headers, body } = await read("/api/overview/movers?period=90&state=SP");
      expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect(body).toMatchObject({ currency: "BRL", minorUnits: 2, movers: { moves: expect.any(Array) as unknown } });
      const [some, all] = [body.movers, (await read("/api/overview/movers?period=90")).body.movers] as { common: number; since: number }[];
      expect(some?.common).toBeLessThan(all?.common ?? 0);
      expect(some?.since).toBe(all?.since);
    });

    test("customers are paged by the links of the answer, without contact details, and filtered like the page", async () => {
      const { status, headers, body } = await read("/api/customers?sort=revenueCents&cols=orderCount,revenueCents");
      expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
      const rows = body.rows as { key: number; revenueCents: number }[];
      expect(rows).toHaveLength(50);
      expect(JSON.stringify(rows)).not.toMatch(/@|phone|firstName/);
      const second = await read(String(body.next));
      expect(second.body.first).toBe(51);
      const keys = [...rows, ...(second.body.rows as typeof rows)].map((row) => row.key);
      expect(new Set(keys).size).toBe(100);
      expect((await read(String(second.body.previous))).body.rows).toEqual(rows);
      const state = (body.states as { state: string; customers: number }[])[0];
      const filtered = await read(`/api/customers?state=${state?.state}`);
      expect(filtered.body.totals).toMatchObject({ customers: state?.customers });
      expect((await read("/api/customers?segmentation=999999")).status).toBe(404);
    });
  });
}
