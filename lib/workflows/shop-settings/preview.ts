import { currencyName, minorUnitsOf } from "@/lib/format/currencies";
import { formatDay } from "@/lib/format/date";
import { localeName } from "@/lib/format/locales";
import { formatMoney, formatMoneyShort } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { listWords } from "@/lib/format/words";
import { AppError } from "@/lib/errors";
import { salesOf } from "@/lib/measure/shop-change";
import type { Shop, ShopChange, ShopEffect, ShopField } from "@/lib/types/shop";
import { changedFields, checkChange, requireSameUnits, splitChange } from "./check";
import { countMovedDays, type ShopSettings } from "./read-settings";

export type ShopPreview = {
  /** the change as it would be saved; empty when it was refused */
  change: ShopChange;
  effects: readonly ShopEffect[];
  /** orders are published anew by a job before it holds */
  needsRecount: boolean;
  /** why it cannot be saved, in a sentence; null when it can */
  refused: string | null;
};

const sampleCents = 1_234_567;
/** 29 August 2018 */
const sampleDay = 17_772;
const recount = "The orders are published anew, and the live model assigns its customers again.";

const examples = (shop: Shop): string => `${formatMoney(sampleCents, shop)}, ${formatPercent(0.104, shop.locale)}, ${formatDay(sampleDay, shop.locale)}`;
const hemisphereWords = { north: "Northern", south: "Southern" } as const;

/** Counts are written as the page around them is: in the formats still in force. */
type Scene = ShopSettings & { next: Shop; moved: number };

function salesEffect({ shop, next, rows }: Scene): Omit<ShopEffect, "field"> {
  const [was, is] = [salesOf(rows, shop.saleStatuses), salesOf(rows, next.saleStatuses)];
  const count = (value: number): string => formatNumber(value, shop.locale);
  const figures = `Orders that count go from ${count(was.orders)} to ${count(is.orders)}, revenue from ${formatMoneyShort(was.revenueCents, shop)} to ${formatMoneyShort(is.revenueCents, shop)}.`;
  return { before: listWords(shop.saleStatuses), after: listWords(next.saleStatuses), consequence: rows.length === 0 ? "It holds for the orders to come." : `${figures} ${recount}` };
}

function zoneEffect({ shop, next, snapshot, moved }: Scene): Omit<ShopEffect, "field"> {
  const orders = snapshot?.orders ?? 0;
  const days = `${formatNumber(moved, shop.locale)} of ${formatNumber(orders, shop.locale)} orders fall on another day.`;
  const times = "Times already imported are fixed moments and stay; from now on files whose times name no zone are read in the new one. To have earlier files read anew, import them again.";
  return { before: shop.timeZone, after: next.timeZone, consequence: orders === 0 ? "It holds for the orders to come." : `${days} ${recount} ${times}` };
}

function effectOf(field: ShopField, scene: Scene): Omit<ShopEffect, "field"> {
  const { shop, next } = scene;
  switch (field) {
    case "name":
      return { before: shop.name, after: next.name, consequence: "It stands beside the product's name and in reports." };
    case "currency":
      return {
        before: `${shop.currency}, ${currencyName(shop.currency)}`, after: `${next.currency}, ${currencyName(next.currency)}`,
        consequence: `Amounts are relabelled, not converted: ${formatMoney(sampleCents, shop)} becomes ${formatMoney(sampleCents, next)}. Files whose currency is another one are refused from now on.`,
      };
    case "locale":
      return {
        before: `${localeName(shop.locale)}: ${examples(shop)}`, after: `${localeName(next.locale)}: ${examples(next)}`,
        consequence: "Numbers, money and dates are written this way from the next page on. The words stay English, and texts saved with earlier runs and reports keep their figures.",
      };
    case "hemisphere":
      return { before: hemisphereWords[shop.hemisphere], after: hemisphereWords[next.hemisphere], consequence: "The next segmentation names seasons this way. Runs made before keep the names they have." };
    case "timeZone":
      return zoneEffect(scene);
    case "saleStatuses":
      return salesEffect(scene);
  }
}

/** What a change would entail, counted on the orders there are. Nothing is saved. */
export async function previewShopChange(settings: ShopSettings, asked: ShopChange): Promise<ShopPreview> {
  const { shop, snapshot } = settings;
  try {
    const change = checkChange(asked);
    const fields = changedFields(shop, change);
    requireSameUnits(shop, change, snapshot?.orders ?? 0);
    const currency = change.currency ?? shop.currency;
    const next: Shop = { ...shop, ...change, minorUnits: minorUnitsOf(currency) };
    const moved = snapshot !== null && fields.includes("timeZone") ? await countMovedDays(snapshot, next.timeZone) : 0;
    const effects = fields.map((field) => ({ field, ...effectOf(field, { ...settings, next, moved }) }));
    const { byJob } = splitChange(shop, change);
    return { change, effects, refused: null, needsRecount: snapshot !== null && Object.keys(byJob).length > 0 };
  } catch (error) {
    if (error instanceof AppError) return { change: {}, effects: [], needsRecount: false, refused: error.message };
    throw error;
  }
}
