import type { FileKind } from "@/lib/types/import";

/** SQL types of staging; the store keeps integers, reals and text. */
export type ColumnType = "integer" | "bigint" | "double" | "varchar";

/** One column of a row version. */
export type Column = {
  name: string;
  type: ColumnType;
  /** SQL over the checked row `s` and the key tables joined to it */
  from: string;
  /** `store`: only in the store (free text, contact details); `kept`: only in the snapshot's copy of the rows */
  only?: "store" | "kept";
};

export type KeySpace = "customers" | "orders" | "products" | "sellers";

/** A table of row versions: from which kind of file, under which key, holding what. */
export type RowTable = {
  name: string;
  /** table of the store */
  store: string;
  kind: FileKind;
  key: readonly Column[];
  content: readonly Column[];
  /** key spaces whose integer keys replace ids: space → id column of the checked row */
  keys: Partial<Record<KeySpace, string>>;
  /** SQL condition over the row `f` that it waits for a row it refers to; null = refers to nothing */
  pending: string | null;
};

const col = (name: string, type: ColumnType, from = `s.${name}`): Column => ({ name, type, from });
const varchar = (name: string) => col(name, "varchar");
const integer = (name: string) => col(name, "integer");
const bigint = (name: string) => col(name, "bigint");
const double = (name: string) => col(name, "double");
/** Wall-clock seconds of the file, as UTC. */
const instant = (name: string) => col(name, "bigint", `to_utc(s.${name})`);
const inStore = (column: Column): Column => ({ ...column, only: "store" });
const kept = (column: Column): Column => ({ ...column, only: "kept" });
const orderKey = col("order_key", "integer", "orders_ids.key");

/**
 * 64 bits of the texts, by the engine's own hash: tells a changed text from an equal one without keeping the text.
 * Guards against accidents, not against forgery.
 */
export function textHash(columns: readonly string[]): string {
  return `cast(hash(${columns.join(", ")}) >> 1 as bigint)`;
}

const noKnownOrder = "f.order_key not in (select order_key from known_orders)";
const contactTexts = ["s.email", "s.phone", "s.first_name", "s.last_name"];

export const rowTables: readonly RowTable[] = [
  {
    name: "accounts", store: "AccountRow", kind: "customers", keys: { customers: "customer_id" }, pending: null,
    key: [varchar("account_id")],
    content: [col("customer_key", "integer", "customers_ids.key"), varchar("zip"), varchar("city"), varchar("state")],
  },
  {
    name: "orders", store: "OrderRow", kind: "orders", keys: { orders: "order_id" },
    pending: "f.account_id not in (select account_id from accounts_now)",
    key: [orderKey],
    content: [
      varchar("account_id"), varchar("status"), instant("purchased_at"), instant("approved_at"), instant("carrier_at"),
      instant("delivered_at"), integer("estimated_day"), col("refund_cents", "bigint", "coalesce(s.refund_cents, 0)"),
    ],
  },
  {
    name: "items", store: "ItemRow", kind: "items", keys: { orders: "order_id", products: "product_id", sellers: "seller_id" },
    pending: noKnownOrder,
    key: [orderKey, integer("line")],
    content: [
      col("product_key", "integer", "products_ids.key"), col("seller_key", "integer", "sellers_ids.key"),
      instant("shipping_limit_at"), bigint("price_cents"), bigint("freight_cents"),
    ],
  },
  {
    name: "payments", store: "PaymentRow", kind: "payments", keys: { orders: "order_id" }, pending: noKnownOrder,
    key: [orderKey, integer("sequence")],
    content: [varchar("type"), integer("installments"), bigint("amount_cents")],
  },
  {
    name: "reviews", store: "ReviewRow", kind: "reviews", keys: { orders: "order_id" }, pending: noKnownOrder,
    key: [orderKey, varchar("review_id")],
    content: [
      integer("score"), inStore(varchar("title")), inStore(varchar("message")), instant("created_at"), instant("answered_at"),
      kept(col("text_hash", "bigint", textHash(["s.title", "s.message"]))),
    ],
  },
  {
    name: "products", store: "ProductRow", kind: "products", keys: { products: "product_id" }, pending: null,
    key: [col("product_key", "integer", "products_ids.key")],
    content: [
      varchar("category"), integer("name_length"), integer("description_length"), integer("photos"),
      double("weight_g"), double("length_cm"), double("height_cm"), double("width_cm"),
    ],
  },
  {
    name: "sellers", store: "SellerRow", kind: "sellers", keys: { sellers: "seller_id" }, pending: null,
    key: [col("seller_key", "integer", "sellers_ids.key")],
    content: [varchar("zip"), varchar("city"), varchar("state")],
  },
  {
    name: "categories", store: "CategoryRow", kind: "categories", keys: {}, pending: null,
    key: [varchar("name")],
    content: [varchar("english")],
  },
  {
    name: "places", store: "PlaceRow", kind: "geolocation", keys: {}, pending: null,
    key: [varchar("zip")],
    content: [double("lat"), double("lng"), integer("points"), varchar("digest")],
  },
  {
    name: "contacts", store: "ContactRow", kind: "contacts", keys: { customers: "customer_id" },
    pending: "f.customer_key not in (select customer_key from accounts_now)",
    key: [col("customer_key", "integer", "customers_ids.key")],
    content: [
      inStore(varchar("email")), inStore(varchar("phone")), inStore(varchar("first_name")), inStore(varchar("last_name")),
      varchar("email_consent"), varchar("sms_consent"), instant("consent_at"),
      kept(col("has_email", "integer", "cast(s.email is not null as integer)")),
      kept(col("has_phone", "integer", "cast(s.phone is not null as integer)")),
      kept(col("text_hash", "bigint", textHash(contactTexts))),
    ],
  },
];

export const spaceNames: readonly KeySpace[] = ["customers", "orders", "products", "sellers"];

/** Where ids of a key space occur: table of the store, and (kind of file, column). */
export const keySpaces: Record<KeySpace, { store: string; seenIn: readonly (readonly [FileKind, string])[] }> = {
  customers: { store: "Customer", seenIn: [["customers", "customer_id"], ["contacts", "customer_id"]] },
  orders: {
    store: "OrderKey",
    seenIn: [["orders", "order_id"], ["items", "order_id"], ["payments", "order_id"], ["reviews", "order_id"]],
  },
  products: { store: "ProductKey", seenIn: [["products", "product_id"], ["items", "product_id"]] },
  sellers: { store: "SellerKey", seenIn: [["sellers", "seller_id"], ["items", "seller_id"]] },
};

export const storeColumns = (table: RowTable) => [...table.key, ...table.content.filter((c) => c.only !== "kept")];
export const keptColumns = (table: RowTable) => [...table.key, ...table.content.filter((c) => c.only !== "store")];

/** `order_key` → `orderKey`. */
export const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
