import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dataPaths } from "@/lib/env";
import { store } from "@/lib/store/client";
import { enqueueJob } from "@/lib/store/jobs";
import { findLiveSegmentation } from "@/lib/store/segmentations";
import { noFilter } from "@/lib/types/customer-filter";
import type { Web } from "../../support/web";
import { actionId, callAction, callRoute } from "../../support/web-server";

/** Downloads, jobs and uploads belong to whoever began them. */
export function ownershipTests(web: Web): void {
  describe("what belongs to somebody", () => {
    test("a list is its drawer's and the admin's; others find nothing, and the draw is on record with the file", async () => {
      const live = await findLiveSegmentation();
      const segment = live?.segments[0];
      if (!live || !segment) throw new Error("no live segmentation");
      const body = () => {
        const form = new FormData();
        form.set("segmentationId", String(live.id));
        form.set("filter", JSON.stringify({ ...noFilter, segments: [segment.index] }));
        form.set("channel", "email");
        return form;
      };
      const owner = await web.sessionOf(await web.person("campaignOwner"));
      const answer = await callRoute(web.app.url, "POST", "/api/target-lists", owner, body());
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="target-list-[a-z-]+-[0-9a-f]{8}\.csv"$/);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toContain("no-store");
      const text = await answer.text();
      const [list] = await store().targetList.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
      expect(text.trimEnd().split("\r\n")).toHaveLength((list?.rows ?? 0) + 1);
      expect((list?.rows ?? 0) + (list?.excluded ?? 0)).toBeGreaterThan(0);
      expect(await store().auditEntry.count({ where: { action: "downloadTargetList", object: list?.id, outcome: "ok" } })).toBe(1);
      const again = `/api/target-lists/${list?.id}`;
      expect(await (await callRoute(web.app.url, "GET", again, owner)).text()).toBe(text);
      expect((await callRoute(web.app.url, "GET", again, web.visitor("admin"))).status).toBe(200);
      expect((await callRoute(web.app.url, "GET", again, await web.sessionOf(await web.person("campaignOwner")))).status).toBe(404);
      expect((await callRoute(web.app.url, "GET", again, web.visitor("marketer"))).status).toBe(403);
      await store().targetList.update({ where: { id: list?.id ?? "" }, data: { expiresAt: new Date(0) } });
      expect((await callRoute(web.app.url, "GET", again, owner)).status).toBe(404);
      const injected = body();
      injected.set("filter", JSON.stringify({ ...noFilter, segments: [segment.index], search: { contains: "" } }));
      expect((await callRoute(web.app.url, "POST", "/api/target-lists", owner, injected)).status).toBe(400);
    });

    test("somebody else's import cannot be watched or cancelled", async () => {
      const id = await enqueueJob("undoImport", { importId: 4242 }, { actor: "somebody", action: "test" });
      expect((await callRoute(web.app.url, "GET", `/api/jobs/${id}/events`, web.visitor("marketer"))).status).toBe(404);
      const cancel = actionId("cancelJobAction");
      expect((await callAction(web.app.url, cancel, { id }, web.visitor("marketer"))).outcome).toBe("notFound");
      const events = await (await callRoute(web.app.url, "GET", `/api/jobs/${id}/events`, web.visitor("admin"))).text();
      expect(events).toMatch(/^data: \{"id":/);
      expect(events).toContain('"status":"failed"');
    });

    test("a segmentation started from the page is done by the worker and streamed to its end", async () => {
      const begin = actionId("startSegmentationAction");
      const { outcome } = await callAction(web.app.url, begin, { method: "rfm", k: "auto", asOf: "" }, web.visitor("marketer"));
      expect(outcome).toBe("done");
      const [job] = await store().job.findMany({ where: { kind: "segment" }, orderBy: { id: "desc" }, take: 1 });
      const events = await (await callRoute(web.app.url, "GET", `/api/jobs/${job?.id}/events`, web.visitor("marketer"))).text();
      expect(events).toContain('"status":"done"');
      expect((await callAction(web.app.url, begin, { promote: "true" }, web.visitor("marketer"))).outcome).toBe("forbidden");
    });

    test("an upload streams to a place of ours under a harmless name", async () => {
      const hostile = ["../../etc/passwd", "/etc/passwd", "..\\..\\x.csv", "a\u0000b.csv", "CON", "😀.csv", "x".repeat(4096)];
      for (const name of hostile) {
        const answer = await callRoute(web.app.url, "POST", `/api/uploads?name=${encodeURIComponent(name)}`, web.visitor("admin"), "a,b\n1,2\n");
        expect(answer.status).toBe(200);
        const { uploadId, name: kept } = (await answer.json()) as { uploadId: string; name: string };
        expect(kept).toMatch(/^[\p{L}\p{N} ._-]{1,90}$/u);
        expect(readFileSync(`${dataPaths().uploads}/${uploadId}/${kept}`, "utf8")).toBe("a,b\n1,2\n");
      }
      expect((await callRoute(web.app.url, "POST", "/api/uploads?name=a.csv&upload=..%2F..%2Ftmp", web.visitor("admin"), "x")).status).toBe(404);
      expect((await callRoute(web.app.url, "POST", "/api/uploads?name=a.csv", web.visitor("manager"), "x")).status).toBe(403);
    });
  });
}
