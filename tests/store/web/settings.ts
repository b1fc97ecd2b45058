import { describe, expect, test } from "vitest";
import { getShop, saveShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import { findJob } from "@/lib/store/jobs";
import { defaultShop, type Shop } from "@/lib/types/shop";
import type { Web } from "../../support/web";
import { actionId, callAction, callRoute } from "../../support/web-server";

const audit = { actor: "system", action: "test" };

/** A shop's settings, and what pages must then show of them: money in tiles and tables, heads with the unit, days. */
const shops: readonly { name: string; settings: Partial<Shop>; money: RegExp; unit: string; day: RegExp }[] = [
  { name: "en-US, USD", settings: { currency: "USD", locale: "en-US", timeZone: "America/New_York", hemisphere: "north" }, money: /\$\d{1,3}(,\d{3})*\.\d{2}/, unit: "$", day: /[A-Z][a-z]{2} \d{1,2}, 20\d\d/ },
  { name: "de-DE, EUR", settings: { currency: "EUR", locale: "de-DE" }, money: /\d{1,3}(\.\d{3})*,\d{2}\u00a0€/, unit: "€", day: /\d{1,2}\. (Jan\.|Feb\.|März|Apr\.|Mai|Juni|Juli|Aug\.|Sept\.|Okt\.|Nov\.|Dez\.) 20\d\d/ },
  { name: "ja-JP, JPY", settings: { currency: "JPY", minorUnits: 0, locale: "ja-JP" }, money: /￥\d{1,3}(,\d{3})*(?![.,\d])/, unit: "￥", day: /20\d\d年\d{1,2}月\d{1,2}日/ },
];

/** Settings reach every page, and a change of zone goes through the worker. */
export function settingsTests(web: Web): void {
  const pageOf = async (path: string): Promise<string> => (await callRoute(web.app.url, "GET", path, web.visitor("admin"))).text();

  describe("shop settings", () => {
    test.each(shops)("$name: tiles, tables, heads and personas follow, and nothing is left in reais", async ({ settings, money, unit, day }) => {
      await saveShop({ ...defaultShop, ...settings }, audit);
      try {
        for (const path of ["/overview", "/customers", "/explore", "/segments", "/segments/0"]) {
          const html = await pageOf(path);
          expect(html, path).toMatch(day);
          expect(html, path).not.toContain("R$");
          expect(html, path).toContain(unit);
        }
        for (const path of ["/overview", "/explore"]) expect(await pageOf(path), path).toMatch(money);
        expect(await pageOf("/customers")).toContain(`Spend, ${unit}`);
      } finally {
        await saveShop(defaultShop, audit);
      }
    });

    test("a new zone is applied by the worker: old settings until then, new ones with a new snapshot, and everybody may read it", async () => {
      const before = await currentSnapshot();
      const answer = await callAction(web.app.url, actionId("changeShopAction"), { timeZone: "America/New_York" }, web.visitor("admin"));
      expect(answer).toMatchObject({ outcome: "done" });
      expect((await getShop()).timeZone).toBe(defaultShop.timeZone);
      await expect.poll(async () => (await findJob(answer.id))?.status, { timeout: 90_000, interval: 300 }).toBe("done");
      expect((await getShop()).timeZone).toBe("America/New_York");
      expect((await currentSnapshot())?.hash).not.toBe(before?.hash);
      expect(await (await callRoute(web.app.url, "GET", "/settings/shop", web.visitor("marketer"))).text()).toContain("America/New_York");
      const back = await callAction(web.app.url, actionId("changeShopAction"), { timeZone: defaultShop.timeZone }, web.visitor("admin"));
      await expect.poll(async () => (await findJob(back.id))?.status, { timeout: 90_000, interval: 300 }).toBe("done");
      expect((await currentSnapshot())?.hash).toBe(before?.hash);
    });

    test("a preview saves nothing", async () => {
      const html = await pageOf("/settings/shop?preview=1&name=Other&currency=EUR&locale=de-DE&timeZone=UTC&hemisphere=north&status=delivered");
      expect(html).toContain("fall on another day");
      expect(html).toContain("Amounts are relabelled, not converted");
      expect(await getShop()).toEqual(defaultShop);
    });
  });
}
