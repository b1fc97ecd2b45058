/**
 * Files of a sample shop and their columns: the nine of the Olist set, the contacts
 * that Olist does not publish, and the true groups of a planted shop.
 */
export const sampleColumns = {
  "olist_customers_dataset.csv": [
    "customer_id",
    "customer_unique_id",
    "customer_zip_code_prefix",
    "customer_city",
    "customer_state",
  ],
  "olist_geolocation_dataset.csv": [
    "geolocation_zip_code_prefix",
    "geolocation_lat",
    "geolocation_lng",
    "geolocation_city",
    "geolocation_state",
  ],
  "olist_order_items_dataset.csv": [
    "order_id",
    "order_item_id",
    "product_id",
    "seller_id",
    "shipping_limit_date",
    "price",
    "freight_value",
  ],
  "olist_order_payments_dataset.csv": [
    "order_id",
    "payment_sequential",
    "payment_type",
    "payment_installments",
    "payment_value",
  ],
  "olist_order_reviews_dataset.csv": [
    "review_id",
    "order_id",
    "review_score",
    "review_comment_title",
    "review_comment_message",
    "review_creation_date",
    "review_answer_timestamp",
  ],
  "olist_orders_dataset.csv": [
    "order_id",
    "customer_id",
    "order_status",
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
    "order_estimated_delivery_date",
  ],
  "olist_products_dataset.csv": [
    "product_id",
    "product_category_name",
    "product_name_lenght",
    "product_description_lenght",
    "product_photos_qty",
    "product_weight_g",
    "product_length_cm",
    "product_height_cm",
    "product_width_cm",
  ],
  "olist_sellers_dataset.csv": ["seller_id", "seller_zip_code_prefix", "seller_city", "seller_state"],
  "product_category_name_translation.csv": ["product_category_name", "product_category_name_english"],
  "customer_contacts.csv": [
    "customer_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "email_consent",
    "sms_consent",
    "consent_at",
  ],
  "planted_groups.csv": ["customer_unique_id", "group"],
} as const satisfies Record<string, readonly string[]>;

/** The answer key of a planted shop: no shop data, so an import of the folder passes over it. */
export const truthFile = "planted_groups.csv";

export type SampleFile = keyof typeof sampleColumns;

export const sampleProfiles = ["olist", "planted"] as const;
/** `olist`: calibrated to the Olist marketplace. `planted`: separable groups with a truth file. */
export type SampleProfile = (typeof sampleProfiles)[number];

/** Next piece of one file: whole lines, the header in the first piece. */
export type SampleChunk = { file: SampleFile; text: string };

/** Lines gathered per file until a piece is worth handing out. */
export type SampleSink = (file: SampleFile, line: string) => void;

/** Files that a profile writes. */
export function sampleFilesOf(profile: SampleProfile): readonly SampleFile[] {
  // The keys of the table are exactly the file names.
  const all = Object.keys(sampleColumns) as SampleFile[];
  return profile === "planted" ? all : all.filter((file) => file !== truthFile);
}

/** First line of a file. The translation file begins with a byte-order mark, as Olist's does. */
export function headerOf(file: SampleFile): string {
  const mark = file === "product_category_name_translation.csv" ? "\ufeff" : "";
  return `${mark}${sampleColumns[file].join(",")}\n`;
}
