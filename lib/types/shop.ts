export type Hemisphere = "north" | "south";

export type Shop = {
  name: string;
  /** ISO 4217 */
  currency: string;
  /** decimals of the currency: 2 for BRL */
  minorUnits: number;
  /** IANA zone; order days are calendar days here */
  timeZone: string;
  /** BCP 47 */
  locale: string;
  hemisphere: Hemisphere;
  /** order statuses that count as a sale */
  saleStatuses: readonly string[];
};

/** The shop of a new installation: Olist's setting. */
export const defaultShop: Shop = {
  name: "Casa Aurora",
  currency: "BRL",
  minorUnits: 2,
  timeZone: "America/Sao_Paulo",
  locale: "en",
  hemisphere: "south",
  saleStatuses: ["delivered", "shipped", "invoiced", "processing", "approved"],
};
