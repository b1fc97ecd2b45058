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

/** What an admin may change. The decimals follow the currency. */
export const shopFields = ["name", "currency", "locale", "timeZone", "hemisphere", "saleStatuses"] as const;
export type ShopField = (typeof shopFields)[number];
export type ShopChange = Partial<Pick<Shop, ShopField>>;

/** One line of what a change entails, before anything is saved. */
export type ShopEffect = {
  field: ShopField;
  before: string;
  after: string;
  /** what follows, one or two sentences */
  consequence: string;
};

/** An order status of the data, or one that counts as a sale though no order has it. */
export type StatusCount = { status: string; orders: number; isSale: boolean };

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
