import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, formatDay, formatDaySpan, formatMoment, formatMonth, formatWeekday, isoDay, monthOf } from "@/lib/format/date";
import { formatBytes, formatDays, formatDuration, formatTimeLeft } from "@/lib/format/duration";
import { canonicalLocale, localeTags } from "@/lib/format/locales";
import { currencyCodes, minorUnitsOf } from "@/lib/format/currencies";
import { canonicalZone, timeZones } from "@/lib/format/zones";
import { currencySymbol, formatAmount, formatMoney, formatMoneyShort, withCurrency } from "@/lib/format/money";
import { formatChange, formatDifference, formatNumber, formatPercent, formatPoints, formatRatio, formatShareBelow, formatShort, formatThousands, formatTick } from "@/lib/format/number";
import { capitalise, categoryList, categoryWords, countWord, listWords, paymentWords, plural, statusWords, uncapitalise } from "@/lib/format/words";

const en = { currency: "BRL", minorUnits: 2, locale: "en" };
const pt = { currency: "BRL", minorUnits: 2, locale: "pt-BR" };
const s = "\u00a0";
const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

describe("money", () => {
  test("tiles say millions with three figures, tables say every cent", () => {
    expect(formatMoneyShort(311_012_345, en)).toBe(`R$${s}3.11${s}M`);
    expect(formatMoneyShort(1_600_887_212, en)).toBe(`R$${s}16.0${s}M`);
    expect(formatMoneyShort(17_104_200, en)).toBe(`R$${s}171,042`);
    expect(formatMoney(16_409, en)).toBe(`R$${s}164.09`);
    expect(formatAmount(1_366_408, en)).toBe("13,664.08");
  });
  test("pt-BR writes mi, bi, decimal comma and full stops between thousands", () => {
    expect(formatMoneyShort(311_012_345, pt)).toBe(`R$${s}3,11${s}mi`);
    expect(formatMoneyShort(311_012_345_000, pt)).toBe(`R$${s}3,11${s}bi`);
    expect(formatMoney(1_366_408, pt)).toBe(`R$${s}13.664,08`);
  });
  test("a negative amount has the true minus before the symbol, and minus zero is zero", () => {
    expect(formatMoney(-5, en)).toBe(`−R$${s}0.05`);
    expect(formatMoney(-0.1, en)).toBe(`R$${s}0.00`);
  });
  test("a currency without minor units has no decimals", () => {
    expect(formatMoney(1200, { currency: "JPY", minorUnits: 0, locale: "en" })).toBe("¥1,200");
  });
});

describe("a shop's own locale", () => {
  const us = { currency: "USD", minorUnits: 2, locale: "en-US" };
  const de = { currency: "EUR", minorUnits: 2, locale: "de-DE" };
  const ja = { currency: "JPY", minorUnits: 0, locale: "ja-JP" };
  test("money stands where the locale has it, with its decimals, and shortens as it does", () => {
    expect([us, de, ja].map((style) => formatMoney(1_234_567, style))).toEqual(["$12,345.67", `12.345,67${s}€`, "￥1,234,567"]);
    expect([us, de, ja].map((style) => formatMoneyShort(311_012_345, style))).toEqual(["$3.11M", `3,11${s}Mio.${s}€`, "￥3.11億"]);
    expect(formatMoney(-1999, us)).toBe("−$19.99");
    expect(formatMoney(-1999, de)).toBe(`−19,99${s}€`);
    expect([us, de, ja].map(currencySymbol)).toEqual(["$", "€", "￥"]);
    expect(formatMoney(1234, { currency: "KWD", minorUnits: 3, locale: "en" })).toBe(`KWD${s}1.234`);
    expect(withCurrency("50 to 100", de)).toBe(`50 to 100${s}€`);
    expect(withCurrency("50 to 100", en)).toBe(`R$${s}50 to 100`);
  });
  test("percent, days, months and moments follow", () => {
    expect(["en-US", "de-DE", "ja-JP", "tr-TR"].map((locale) => formatPercent(-0.104, locale))).toEqual(["−10.4%", `−10,4${s}%`, "−10.4%", "−%10,4"]);
    expect(["en-US", "de-DE", "ja-JP"].map((locale) => formatDay(day("2018-08-29"), locale))).toEqual(["Aug 29, 2018", "29. Aug. 2018", "2018年8月29日"]);
    expect(["en-US", "ja-JP"].map((locale) => formatMonth(2018 * 12 + 7, locale))).toEqual(["Aug 2018", "2018年8月"]);
    const moment = new Date("2018-08-28T01:30:00Z");
    expect(formatMoment(moment, "de-DE", "Europe/Berlin")).toBe("28. Aug. 2018, 03:30");
    expect(formatMoment(moment, "en-US", "America/New_York").replace("\u202f", " ")).toBe("Aug 27, 2018, 9:30 PM");
  });
  test("ticks of an axis are short and use the locale's marks", () => {
    expect([formatThousands(25_000, "en"), formatThousands(2500, "en-US"), formatThousands(25_000, "pt-BR"), formatThousands(0, "en")]).toEqual(["25k", "2.5k", `25${s}mil`, "0"]);
    expect([formatThousands(25_000, "ja-JP"), formatThousands(22_500, "de-DE"), formatThousands(25_000, "fr-FR")]).toEqual(["2.5万", "22,5k", `25${s}k`]);
    expect([formatTick(2.5, "de-DE"), formatTick(0.25, "en"), formatTick(4000, "ja-JP")]).toEqual(["2,5", "0.25", "4,000"]);
  });
  test("digits are Latin and years Gregorian everywhere, so that figures match files and addresses", () => {
    for (const locale of localeTags()) {
      expect(formatMoney(1_234_567, { currency: "EUR", minorUnits: 2, locale }), locale).toMatch(/1\D?2\D?345\D67|12\D?345\D67/);
      expect(formatDay(day("2018-08-29"), locale), locale).toMatch(/2018/);
    }
  });
});

describe("what can be chosen", () => {
  test("every offered locale is one the runtime knows, in its usual form", () => {
    expect(localeTags().length).toBeGreaterThan(60);
    expect(localeTags().map(canonicalLocale)).toEqual(localeTags());
    expect([canonicalLocale("de-de"), canonicalLocale("en_US"), canonicalLocale("tlh"), canonicalLocale("")]).toEqual(["de-DE", null, null, null]);
  });
  test("decimals of a currency are those of ISO 4217, also where usage differs", () => {
    expect(["BRL", "JPY", "KWD", "CLF", "IQD", "HUF"].map(minorUnitsOf)).toEqual([2, 0, 3, 4, 3, 2]);
    expect(currencyCodes()).toEqual(expect.arrayContaining(["BRL", "EUR", "JPY", "XOF", "XPF"]));
    expect(currencyCodes()).not.toContain("XAU");
  });
  test("zones have names; offsets and fancies are none", () => {
    expect(timeZones()).toEqual(expect.arrayContaining(["America/Sao_Paulo", "America/New_York", "Asia/Tokyo", "UTC"]));
    expect([canonicalZone("america/new_york"), canonicalZone("+02:00"), canonicalZone("Mars/Base"), canonicalZone("")]).toEqual(["America/New_York", null, null, null]);
  });
});

describe("numbers", () => {
  test("fractions become percent, differences points, changes carry a sign", () => {
    expect(formatNumber(96_096, "en")).toBe("96,096");
    expect(formatNumber(96_096, "pt-BR")).toBe("96.096");
    expect(formatPercent(0.104, "en")).toBe("10.4%");
    expect(formatPercent(0.104, "pt-BR")).toBe("10,4%");
    expect(formatChange(-0.104, "en")).toBe("−10.4%");
    expect(formatPoints(0.064, "en")).toBe(`+6.4${s}pts`);
    expect(formatPoints(0.064, "pt-BR")).toBe(`+6,4${s}p.p.`);
    expect(formatDifference(0.18, "en")).toBe("+0.18");
    expect(formatRatio(3.9, "en")).toBe("3.9×");
  });
  test("what rounds to zero has no sign", () => {
    expect(formatChange(-0.0001, "en")).toBe("0.0%");
    expect(formatPoints(0.0001, "en")).toBe(`0.0${s}pts`);
  });
  test("the short form changes unit where rounding would show a thousand of the smaller one", () => {
    expect(formatShort(999_999, "en")).toBe("999,999");
    expect(formatShort(999_999.6, "en")).toBe(`1.00${s}M`);
    expect(formatShort(9_996_000, "en")).toBe(`10.0${s}M`);
    expect(formatShort(999_600_000, "en")).toBe(`1.00${s}B`);
  });
  test("numbers read back as themselves", () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => {
      expect(Number(formatNumber(n, "en").replaceAll(",", "").replace("−", "-"))).toBe(n);
    }), { seed: 7 });
  });
});

describe("dates", () => {
  test("days, spans and months read as people write them", () => {
    expect(formatDay(day("2018-08-29"), "en")).toBe("29 Aug 2018");
    expect(formatDay(day("2018-08-29"), "pt-BR")).toBe("29 ago. 2018");
    expect(formatDaySpan(day("2018-06-01"), day("2018-08-29"), "en")).toBe("1 Jun – 29 Aug 2018");
    expect(formatDaySpan(day("2017-12-01"), day("2018-02-01"), "en")).toBe("1 Dec 2017 – 1 Feb 2018");
    expect(formatMonth(2018 * 12 + 7, "en")).toBe("Aug 2018");
    expect(formatWeekday(0, "en")).toBe("Mon");
    expect(formatWeekday(6, "en")).toBe("Sun");
  });
  test("a moment is told in the shop's zone, across midnight", () => {
    const moment = new Date("2018-08-28T01:30:00Z");
    expect(formatMoment(moment, "en", "America/Sao_Paulo")).toBe("27 Aug 2018, 22:30");
    expect(isoDay(dayOf(moment, "America/Sao_Paulo"))).toBe("2018-08-27");
  });
  test("a day lies in its month", () => {
    expect(monthOf(day("2018-08-01"))).toBe(2018 * 12 + 7);
    expect(monthOf(day("2018-07-31"))).toBe(2018 * 12 + 6);
  });
});

describe("durations, sizes and words", () => {
  test("durations choose their unit", () => {
    expect(formatDuration(180, "en")).toBe(`180${s}ms`);
    expect(formatDuration(2400, "en")).toBe(`2.4${s}s`);
    expect(formatDuration(185_000, "en")).toBe(`3${s}min 5${s}s`);
    expect(formatDuration(3_840_000, "en")).toBe(`1${s}h 4${s}min`);
    expect(formatTimeLeft(2)).toBe(`about 2${s}s left`);
    expect(formatTimeLeft(120)).toBe(`about 2${s}min left`);
    expect(formatDays(1, "en")).toBe("1 day");
    expect(formatDays(390, "en")).toBe("390 days");
    expect(formatBytes(45_000_000, "en")).toBe(`45${s}MB`);
    expect(formatBytes(1_600_000_000, "en")).toBe(`1.6${s}GB`);
  });
  test("words", () => {
    expect(capitalise(countWord(11))).toBe("Eleven");
    expect(countWord(13)).toBe("13");
    expect(plural(1, "1", "customer")).toBe("1 customer");
    expect(listWords(["a", "b", "c"])).toBe("a, b and c");
    expect(listWords(["a"])).toBe("a");
    expect(categoryWords("bed_bath_table")).toBe("Bed, bath & table");
    expect(categoryWords("fashio_female_clothing")).toBe("Fashion, women");
    expect(categoryWords("garden_hoses")).toBe("Garden hoses");
    expect(categoryWords("constructor")).toBe("Constructor");
    expect(categoryList(["toys", "bed_bath_table"])).toBe("“Toys” and “Bed, bath & table”");
    expect(paymentWords("credit_card")).toBe("Card");
    expect(statusWords("in_transit")).toBe("In transit");
    expect(statusWords("toys")).toBe("Toys");
    expect(uncapitalise("Total spend")).toBe("total spend");
  });
});

test("nobody is said to pass all customers: shares below round down and stop at 99%", () => {
  expect(formatShareBelow(1, "en")).toBe("99%");
  expect(formatShareBelow(0.99998, "en")).toBe("99%");
  expect(formatShareBelow(0.297, "en")).toBe("29%");
  expect(formatShareBelow(0.3, "en")).toBe("30%");
  expect(formatShareBelow(0, "en")).toBe("0%");
});
