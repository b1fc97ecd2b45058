/** Currencies without decimals, and those with three or four. Source: ISO 4217, list one; every other active code has two. */
const withoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const withThree = "BHD IQD JOD KWD LYD OMR TND";
const withFour = "CLF UYW";

const decimals = new Map<string, number>([
  ...withoutDecimals.split(" ").map((code) => [code, 0] as const),
  ...withThree.split(" ").map((code) => [code, 3] as const),
  ...withFour.split(" ").map((code) => [code, 4] as const),
]);

/** Codes of the ISO 4217 list that name no money: metals, units of account, tests. */
const noMoney = /^X(?!AF$|CD$|OF$|PF$|CG$)/;

/** ISO 4217 codes the runtime knows, ascending. */
export function currencyCodes(): string[] {
  return Intl.supportedValuesOf("currency").filter((code) => !noMoney.test(code));
}

/** Decimals of a currency by ISO 4217; the runtime's own table follows usage and differs in a few. */
export function minorUnitsOf(currency: string): number {
  return decimals.get(currency) ?? 2;
}

/** "Brazilian real", in English as the product. */
export function currencyName(code: string): string {
  return new Intl.DisplayNames("en", { type: "currency" }).of(code) ?? code;
}
