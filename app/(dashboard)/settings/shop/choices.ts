import { currencyCodes, currencyName, minorUnitsOf } from "@/lib/format/currencies";
import { formatDay } from "@/lib/format/date";
import { localeName, localeTags } from "@/lib/format/locales";
import { formatMoney, formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { plural, statusWords } from "@/lib/format/words";
import { timeZones } from "@/lib/format/zones";
import type { Shop } from "@/lib/types/shop";
import type { ShopSettings } from "@/lib/workflows/shop-settings/read-settings";

const sampleCents = 1_234_567;
/** 29 August 2018 */
const sampleDay = 17_772;

export type Choice = { value: string; label: string };
export type StatusChoice = Choice & { note: string };

/** The list with the value in force in it, should the runtime list it under another name. */
const withOwn = (values: readonly string[], own: string): string[] => (values.includes(own) ? [...values] : [own, ...values]);

/** A locale with how it writes money and days: "German (Germany), 12.345,67 €, 29. Aug. 2018". */
function localeChoice(tag: string, shop: Shop): Choice {
  const style = { currency: shop.currency, minorUnits: shop.minorUnits, locale: tag };
  return { value: tag, label: `${localeName(tag)}: ${formatMoney(sampleCents, style)}, ${formatDay(sampleDay, tag)}` };
}

const decimalsWord = (currency: string): string => {
  const digits = minorUnitsOf(currency);
  return digits === 0 ? "no decimals" : `${digits} decimals`;
};

/** What each setting can be, with examples. */
export function settingChoices(shop: Shop): { currencies: Choice[]; locales: Choice[]; zones: Choice[] } {
  return {
    currencies: withOwn(currencyCodes(), shop.currency).map((code) => ({ value: code, label: `${code}, ${currencyName(code)}, ${decimalsWord(code)}` })),
    locales: withOwn(localeTags(), shop.locale).map((tag) => localeChoice(tag, shop)).sort((a, b) => a.label.localeCompare(b.label, "en")),
    zones: withOwn(timeZones(), shop.timeZone).map((zone) => ({ value: zone, label: zone })),
  };
}

/** The statuses of the data with what hangs on each. */
export function statusChoices({ shop, statuses, rows }: ShopSettings): StatusChoice[] {
  return statuses.map(({ status, orders }) => {
    const revenue = rows.find((row) => row.status === status)?.revenue_cents ?? 0;
    const note = orders === 0 ? "no order has it" : `${plural(orders, formatNumber(orders, shop.locale), "order")}, ${formatMoneyShort(revenue, shop)}`;
    return { value: status, label: statusWords(status), note };
  });
}
