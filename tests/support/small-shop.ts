import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A table as text cells; the first row is the header. */
export type Table = readonly (readonly string[])[];
export type ShopTables = Record<string, Table>;

const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export const toCsv = (table: Table, newline = "\n"): string => table.map((row) => row.map(cell).join(",") + newline).join("");

/** Writes tables as NAME.csv and gives the folder back. */
export function writeTables(folder: string, tables: ShopTables, newline = "\n"): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, table] of Object.entries(tables)) writeFileSync(path.join(folder, `${name}.csv`), toCsv(table, newline));
  return folder;
}

/**
 * Three people, five accounts, five orders: ada buys twice in two towns, bob once (canceled), cleo twice.
 * o1 has two items, two payments and two reviews; o4 has neither items nor payments; o5 no payment.
 */
export const smallShop: ShopTables = {
  customers: [
    ["customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"],
    ["a1", "ada", "01001", "sao paulo", "SP"],
    ["a2", "ada", "20001", "rio de janeiro", "RJ"],
    ["b1", "bob", "01001", "sao paulo", "SP"],
    ["c1", "cleo", "30001", "belo horizonte", "MG"],
    ["c2", "cleo", "30001", "belo horizonte", "MG"],
  ],
  geolocation: [
    ["geolocation_zip_code_prefix", "geolocation_lat", "geolocation_lng", "geolocation_city", "geolocation_state"],
    ["01001", "-23.5", "-46.5", "sao paulo", "SP"],
    ["01001", "-23.6", "-46.6", "são paulo", "SP"],
    ["01001", "-23.7", "-46.7", "sao paulo", "SP"],
    ["20001", "-22.9", "-43.2", "rio de janeiro", "RJ"],
  ],
  orders: [
    ["order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date", "order_estimated_delivery_date"],
    ["o1", "a1", "delivered", "2018-01-15 10:00:00", "2018-01-15 10:05:00", "2018-01-16 12:00:00", "2018-01-20 18:00:00", "2018-01-25 00:00:00"],
    ["o2", "a2", "delivered", "2018-03-02 23:30:00", "2018-03-03 08:00:00", "2018-03-04 12:00:00", "2018-03-20 00:30:00", "2018-03-19 00:00:00"],
    ["o3", "b1", "canceled", "2018-02-10 09:00:00", "", "", "", "2018-02-20 00:00:00"],
    ["o4", "c1", "unavailable", "2018-04-01 12:00:00", "2018-04-01 12:00:00", "", "", "2018-04-20 00:00:00"],
    ["o5", "c2", "shipped", "2018-04-02 12:00:00", "2018-04-02 12:00:00", "2018-04-03 12:00:00", "", "2018-04-20 00:00:00"],
  ],
  items: [
    ["order_id", "order_item_id", "product_id", "seller_id", "shipping_limit_date", "price", "freight_value"],
    ["o1", "1", "p1", "s1", "2018-01-18 00:00:00", "10.00", "2.50"],
    ["o1", "2", "p2", "s2", "2018-01-18 00:00:00", "30.00", "2.50"],
    ["o2", "1", "p3", "s1", "2018-03-06 00:00:00", "99.90", "0.00"],
    ["o3", "1", "p1", "s1", "2018-02-12 00:00:00", "10.00", "5.00"],
    ["o5", "1", "p2", "s2", "2018-04-06 00:00:00", "30.00", "7.10"],
  ],
  payments: [
    ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"],
    ["o1", "1", "voucher", "1", "15.00"],
    ["o1", "2", "credit_card", "3", "30.00"],
    ["o2", "1", "boleto", "1", "99.90"],
    ["o3", "1", "credit_card", "0", "15.00"],
  ],
  reviews: [
    ["review_id", "order_id", "review_score", "review_comment_title", "review_comment_message", "review_creation_date", "review_answer_timestamp"],
    ["r1", "o1", "2", "", "late?\nno, \"early\", thanks", "2018-01-21 00:00:00", "2018-01-22 10:00:00"],
    ["r2", "o1", "5", "ok", "", "2018-01-25 00:00:00", "2018-01-26 10:00:00"],
    ["r2", "o2", "4", "", "", "2018-03-21 00:00:00", "2018-03-22 10:00:00"],
  ],
  products: [
    ["product_id", "product_category_name", "product_name_lenght", "product_description_lenght", "product_photos_qty", "product_weight_g", "product_length_cm", "product_height_cm", "product_width_cm"],
    ["p1", "brinquedos", "40", "287", "1", "225", "16", "10", "14"],
    ["p2", "pc_gamer", "40", "287", "1", "225", "16", "10", "14"],
    ["p3", "", "", "", "", "", "", "", ""],
  ],
  sellers: [
    ["seller_id", "seller_zip_code_prefix", "seller_city", "seller_state"],
    ["s1", "13023", "campinas", "SP"],
    ["s2", "13844", "mogi guacu", "SP"],
  ],
  categories: [
    ["\uFEFFproduct_category_name", "product_category_name_english"],
    ["brinquedos", "toys"],
  ],
  contacts: [
    ["customer_id", "email", "phone", "first_name", "last_name", "email_consent", "sms_consent", "consent_at"],
    ["ada", "ada@example.com", "+5511900000001", "Ada", "Silva", "yes", "no", "2018-01-01 00:00:00"],
    ["bob", "bob@example.com", "", "Bob", "Souza", "", "", ""],
  ],
};

/** Rows of a table without its header. */
export const rowsOf = (tables: ShopTables, name: string): number => (tables[name]?.length ?? 1) - 1;
