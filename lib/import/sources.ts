import type { FileKind } from "@/lib/types/import";
import { day, type Field, field, id, instant, integer, money, number, text } from "./field";

/** A kind of file: its columns and which of ours name the row. */
export type Source = { kind: FileKind; fields: readonly Field[]; key: readonly string[] };

const count = integer(0, 2_147_483_647);

/** The nine files of the Olist data set, recognised by these headers. `lenght` is their spelling. */
export const olistSources: readonly Source[] = [
  {
    kind: "customers",
    key: ["account_id"],
    fields: [
      id("customer_id", "account_id"),
      id("customer_unique_id", "customer_id"),
      field("customer_zip_code_prefix", "zip", text),
      field("customer_city", "city", text),
      field("customer_state", "state", text),
    ],
  },
  {
    kind: "geolocation",
    key: ["zip"],
    fields: [
      field("geolocation_zip_code_prefix", "zip", text, true),
      field("geolocation_lat", "lat", number(-33.8, 5.3), true),
      field("geolocation_lng", "lng", number(-74, -28.8), true),
      field("geolocation_city", "city", text),
      field("geolocation_state", "state", text),
    ],
  },
  {
    kind: "orders",
    key: ["order_id"],
    fields: [
      id("order_id"),
      id("customer_id", "account_id"),
      field("order_status", "status", text, true),
      field("order_purchase_timestamp", "purchased_at", instant, true),
      field("order_approved_at", "approved_at", instant),
      field("order_delivered_carrier_date", "carrier_at", instant),
      field("order_delivered_customer_date", "delivered_at", instant),
      field("order_estimated_delivery_date", "estimated_day", day),
      // Not in Olist's files; a shop that knows its refunds may add it.
      field("refund_value", "refund_cents", money),
    ],
  },
  {
    kind: "items",
    key: ["order_id", "line"],
    fields: [
      id("order_id"),
      field("order_item_id", "line", integer(0, 99_999), true),
      id("product_id"),
      field("seller_id", "seller_id", text),
      field("shipping_limit_date", "shipping_limit_at", instant),
      field("price", "price_cents", money, true),
      field("freight_value", "freight_cents", money, true),
    ],
  },
  {
    kind: "payments",
    key: ["order_id", "sequence"],
    fields: [
      id("order_id"),
      field("payment_sequential", "sequence", integer(0, 99_999), true),
      field("payment_type", "type", text, true),
      field("payment_installments", "installments", integer(0, 999), true),
      field("payment_value", "amount_cents", money, true),
    ],
  },
  {
    kind: "reviews",
    key: ["order_id", "review_id"],
    fields: [
      id("review_id"),
      id("order_id"),
      field("review_score", "score", integer(1, 5), true),
      field("review_comment_title", "title", text),
      field("review_comment_message", "message", text),
      field("review_creation_date", "created_at", instant),
      field("review_answer_timestamp", "answered_at", instant),
    ],
  },
  {
    kind: "products",
    key: ["product_id"],
    fields: [
      id("product_id"),
      field("product_category_name", "category", text),
      field("product_name_lenght", "name_length", count),
      field("product_description_lenght", "description_length", count),
      field("product_photos_qty", "photos", count),
      field("product_weight_g", "weight_g", number(0, 1e9)),
      field("product_length_cm", "length_cm", number(0, 1e6)),
      field("product_height_cm", "height_cm", number(0, 1e6)),
      field("product_width_cm", "width_cm", number(0, 1e6)),
    ],
  },
  {
    kind: "sellers",
    key: ["seller_id"],
    fields: [
      id("seller_id"),
      field("seller_zip_code_prefix", "zip", text),
      field("seller_city", "city", text),
      field("seller_state", "state", text),
    ],
  },
  {
    kind: "categories",
    key: ["name"],
    fields: [
      field("product_category_name", "name", text, true),
      field("product_category_name_english", "english", text, true),
    ],
  },
];

/** People's contact details; joined to orders by the person's id. */
export const contactSource: Source = {
  kind: "contacts",
  key: ["customer_id"],
  fields: [
    id("customer_id"),
    field("email", "email", text),
    field("phone", "phone", text),
    field("first_name", "first_name", text),
    field("last_name", "last_name", text),
    field("email_consent", "email_consent", { kind: "consent" }),
    field("sms_consent", "sms_consent", { kind: "consent" }),
    field("consent_at", "consent_at", instant),
  ],
};
