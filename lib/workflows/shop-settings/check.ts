import { currencyCodes, minorUnitsOf } from "@/lib/format/currencies";
import { canonicalLocale } from "@/lib/format/locales";
import { canonicalZone } from "@/lib/format/zones";
import { AppError } from "@/lib/errors";
import { type Shop, type ShopChange, type ShopField, shopFields } from "@/lib/types/shop";

const refuse = (message: string): AppError => new AppError("invalidInput", message);

const longestName = 80;
const longestStatus = 60;
const mostStatuses = 50;

function checkedName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > longestName || /\p{Cc}/u.test(name)) throw refuse(`The name is one line of 1 to ${longestName} characters.`);
  return name;
}

function checkedCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (!currencyCodes().includes(code)) throw refuse(`${text} is not a currency code of ISO 4217, such as EUR.`);
  return code;
}

function checkedStatuses(statuses: readonly string[]): string[] {
  const all = [...new Set(statuses.map((status) => status.trim()))].filter((status) => status !== "").sort();
  if (all.length === 0) throw refuse("At least one status counts as a sale: without sales there is no revenue and no customer to segment.");
  if (all.length > mostStatuses || all.some((status) => status.length > longestStatus || /\p{Cc}/u.test(status))) throw refuse("A status is one word of an order, such as delivered.");
  return all;
}

/** @throws AppError invalidInput with the sentence a person reads */
function known<T>(found: T | null, sentence: string): T {
  if (found === null) throw refuse(sentence);
  return found;
}

/**
 * A change as it will be stored: names trimmed, codes in their usual form, statuses sorted.
 * @throws AppError invalidInput
 */
export function checkChange(change: ShopChange): ShopChange {
  return {
    ...(change.name === undefined ? {} : { name: checkedName(change.name) }),
    ...(change.currency === undefined ? {} : { currency: checkedCurrency(change.currency) }),
    ...(change.locale === undefined ? {} : { locale: known(canonicalLocale(change.locale), `${change.locale} is not a locale of BCP 47 that the runtime knows, such as de-DE.`) }),
    ...(change.timeZone === undefined ? {} : { timeZone: known(canonicalZone(change.timeZone), `${change.timeZone} is not a time zone of the IANA list, such as America/New_York.`) }),
    ...(change.hemisphere === undefined ? {} : { hemisphere: change.hemisphere }),
    ...(change.saleStatuses === undefined ? {} : { saleStatuses: checkedStatuses(change.saleStatuses) }),
  };
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** The fields a change really changes. */
export function changedFields(shop: Shop, change: ShopChange): ShopField[] {
  return shopFields.filter((field) => {
    const value = change[field];
    if (value === undefined) return false;
    return field === "saleStatuses" ? !sameList(shop.saleStatuses, change.saleStatuses ?? []) : value !== shop[field];
  });
}

/** What is saved at once, and what needs the orders published anew or nobody importing meanwhile. */
export function splitChange(shop: Shop, change: ShopChange): { atOnce: ShopChange; byJob: ShopChange } {
  const fields = changedFields(shop, change);
  const hasOtherUnits = minorUnitsOf(change.currency ?? shop.currency) !== shop.minorUnits;
  const isForJob = (field: ShopField): boolean => field === "timeZone" || field === "saleStatuses" || (field === "currency" && hasOtherUnits);
  const pick = (wanted: (field: ShopField) => boolean): ShopChange => Object.fromEntries(fields.filter(wanted).map((field) => [field, change[field]]));
  return { atOnce: pick((field) => !isForJob(field)), byJob: pick(isForJob) };
}

/**
 * Amounts are stored in minor units: with other decimals every stored one would mean another sum.
 * @throws AppError conflict
 */
export function requireSameUnits(shop: Shop, change: ShopChange, orders: number): void {
  if (change.currency === undefined || orders === 0) return;
  const [from, to] = [shop.minorUnits, minorUnitsOf(change.currency)];
  if (from === to) return;
  throw new AppError("conflict", `${shop.currency} has ${from} decimals and ${change.currency} has ${to}: the stored amounts would be read ${10 ** Math.abs(from - to)} times too ${from > to ? "large" : "small"}. Undo the imports first, then change the currency and import again.`);
}

/** A setting as text, for the audit log and the command line. */
export function settingText(shop: Partial<Shop>, field: ShopField): string {
  const value = shop[field];
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

/** The audit log's detail of a change: "UTC → Asia/Tokyo" by field. */
export function changeDetail(shop: Shop, change: ShopChange): Record<string, string> {
  return Object.fromEntries(changedFields(shop, change).map((field) => [field, `${settingText(shop, field)} → ${settingText(change, field)}`]));
}
