import { describe, expect, test } from "vitest";
import { generateSampleShop } from "@/lib/sample/generate-sample-shop";
import { states } from "@/lib/sample/place-table";
import { sampleColumns, sampleFilesOf } from "@/lib/sample/sample-files";
import { countBy, rowsOf, sha256, shopTexts } from "./read-shop";

const texts = shopTexts({ customers: 5000, seed: 11, profile: "olist" });
const rows = (file: Parameters<typeof rowsOf>[1]) => rowsOf(texts, file);
const orders = rows("olist_orders_dataset.csv");
const accounts = rows("olist_customers_dataset.csv");
const items = rows("olist_order_items_dataset.csv");
const payments = rows("olist_order_payments_dataset.csv");
const reviews = rows("olist_order_reviews_dataset.csv");
const products = rows("olist_products_dataset.csv");
const sellers = rows("olist_sellers_dataset.csv");
const places = rows("olist_geolocation_dataset.csv");
const contacts = rows("customer_contacts.csv");
const idsOf = (list: readonly Record<string, string>[], column: string) =>
  new Set(list.map((row) => row[column] ?? ""));

describe("the same size, seed and profile give the same bytes", () => {
  test("twice the same", () => {
    expect(sha256(shopTexts({ customers: 5000, seed: 11, profile: "olist" }))).toBe(sha256(texts));
  });
  test("another seed, another shop", () => {
    expect(sha256(shopTexts({ customers: 5000, seed: 12, profile: "olist" }))).not.toBe(sha256(texts));
  });
});

describe("files", () => {
  test("the nine Olist files and the contacts, each with its header once", () => {
    expect([...texts.keys()].sort()).toEqual([...sampleFilesOf("olist")].sort());
    for (const file of sampleFilesOf("olist")) {
      expect(Object.keys(rows(file)[0] ?? {})).toEqual([...sampleColumns[file]]);
      expect(texts.get(file)?.split(sampleColumns[file].join(",")).length).toBe(2);
    }
  });

  test("pieces are whole lines, so that a reader may stop after any of them", () => {
    for (const { text } of generateSampleShop({ customers: 3000, seed: 1, profile: "olist" }))
      expect(text.endsWith("\n")).toBe(true);
  });

  test("the translation begins with a byte-order mark and lacks two names of the shop", () => {
    expect(
      texts.get("product_category_name_translation.csv")?.startsWith("\ufeffproduct_category_name,"),
    ).toBe(true);
    const known = idsOf(rows("product_category_name_translation.csv"), "product_category_name");
    const missing = [...idsOf(products, "product_category_name")].filter(
      (name) => name !== "" && !known.has(name),
    );
    expect(known.size).toBe(71);
    expect(missing.sort()).toEqual(["pc_gamer", "portateis_cozinha_e_preparadores_de_alimentos"]);
  });
});

describe("references", () => {
  test("accounts are one per order, people fewer", () => {
    expect(accounts).toHaveLength(orders.length);
    expect(idsOf(accounts, "customer_id")).toEqual(idsOf(orders, "customer_id"));
    expect(idsOf(accounts, "customer_unique_id").size).toBe(5000);
    expect(idsOf(orders, "order_id").size).toBe(orders.length);
  });

  test("items, payments and reviews belong to orders, items to products and sellers", () => {
    const orderIds = idsOf(orders, "order_id");
    for (const list of [items, payments, reviews])
      expect(list.every((row) => orderIds.has(row.order_id ?? ""))).toBe(true);
    expect([...idsOf(items, "product_id")].every((id) => idsOf(products, "product_id").has(id))).toBe(true);
    const sellerIds = idsOf(sellers, "seller_id");
    expect(items.every((row) => sellerIds.has(row.seller_id ?? ""))).toBe(true);
  });

  test("every postal code of a customer or seller has points, in its state's range", () => {
    const known = idsOf(places, "geolocation_zip_code_prefix");
    expect([...idsOf(accounts, "customer_zip_code_prefix")].every((zip) => known.has(zip))).toBe(true);
    expect([...idsOf(sellers, "seller_zip_code_prefix")].every((zip) => known.has(zip))).toBe(true);
    for (const row of places) {
      const ranges = states.find((state) => state.state === row.geolocation_state)?.zips ?? [];
      const zip = Number(row.geolocation_zip_code_prefix);
      expect(row.geolocation_zip_code_prefix).toMatch(/^\d{5}$/);
      if (!ranges.some(([from, to]) => zip >= from && zip <= to))
        expect.fail(`${zip} is not in ${row.geolocation_state}`);
    }
  });

  test("a prefix belongs to one state", () => {
    const pairs = new Set(places.map((row) => `${row.geolocation_zip_code_prefix} ${row.geolocation_state}`));
    expect(pairs.size).toBe(idsOf(places, "geolocation_zip_code_prefix").size);
  });
});

describe("traps of the real files", () => {
  test("orders without items, one without payment, several payments, line numbers from 1", () => {
    const withItems = idsOf(items, "order_id");
    const paid = idsOf(payments, "order_id");
    const bare = orders.filter((row) => !withItems.has(row.order_id ?? ""));
    expect(bare.length).toBeGreaterThan(0);
    expect(bare.every((row) => row.order_status !== "delivered")).toBe(true);
    expect(orders.filter((row) => !paid.has(row.order_id ?? ""))).toHaveLength(1);
    expect(Math.max(...countBy(payments, (row) => row.order_id ?? "").values())).toBeGreaterThan(1);
    expect(items.filter((row) => row.order_item_id === "1")).toHaveLength(withItems.size);
  });

  test("messages hold line ends, commas and quotation marks", () => {
    const messages = reviews.map((row) => row.review_comment_message ?? "");
    expect(messages.some((text) => text.includes("\n"))).toBe(true);
    expect(messages.some((text) => text.includes('"'))).toBe(true);
    expect(messages.some((text) => text.includes(","))).toBe(true);
  });

  test("a few orders share a review, a few have two", () => {
    const perReview = [...countBy(reviews, (row) => row.review_id ?? "").values()];
    const perOrder = [...countBy(reviews, (row) => row.order_id ?? "").values()];
    expect(Math.max(...perReview)).toBeGreaterThan(1);
    expect(Math.max(...perOrder)).toBeGreaterThan(1);
  });

  test("a quarter of the geolocation rows repeat another, and some postal codes begin with 0", () => {
    const distinct = new Set(places.map((row) => JSON.stringify(row))).size;
    expect(1 - distinct / places.length).toBeCloseTo(0.26, 1);
    expect(accounts.some((row) => row.customer_zip_code_prefix?.startsWith("0"))).toBe(true);
  });
});

describe("contacts", () => {
  test("one line per person, addresses and numbers unique and unreachable", () => {
    expect(idsOf(contacts, "customer_id")).toEqual(idsOf(accounts, "customer_unique_id"));
    const emails = contacts.map((row) => row.email ?? "").filter((email) => email !== "");
    const phones = contacts.map((row) => row.phone ?? "").filter((phone) => phone !== "");
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(phones).size).toBe(phones.length);
    expect(emails.every((email) => /^[a-z.0-9]+@example\.com$/.test(email))).toBe(true);
    expect(phones.every((phone) => /^\+55\d{2}90\d{7}$/.test(phone))).toBe(true);
    expect(emails.length).toBeLessThan(contacts.length);
  });

  test("consent is yes, no or unknown, dated where it was asked", () => {
    for (const row of contacts) {
      expect(["yes", "no", ""]).toContain(row.email_consent);
      expect(row.consent_at === "").toBe(row.email_consent === "" && row.sms_consent === "");
      if (row.email === "") expect(row.email_consent).toBe("");
    }
  });
});

test("sizes that make no shop are refused with the value and the bounds", () => {
  const shopOf = (customers: number, seed = 1) => [
    ...generateSampleShop({ customers, seed, profile: "olist" }),
  ];
  expect(() => shopOf(0)).toThrow("customers is 0; it must be an integer in 1..4000000");
  expect(() => shopOf(1.5)).toThrow(RangeError);
  expect(() => shopOf(1, 0.5)).toThrow("seed is 0.5; it must be an integer");
  expect(shopOf(1).length).toBeGreaterThan(0);
});
