import { type ExploreShop, tableOf } from "./explore-shop";
import { marginOf, scoresOf } from "./reference/features";

/** The statements that make the tables of a snapshot out of a made-up shop. */
export function factTables({ orders, items, payments, places }: ExploreShop): string[] {
  const people = places.map(({ key, ...place }) => ({ customer_key: key, external_id: `c${key}`, ...place, zip: "01000", email_consent: "yes", sms_consent: "no", has_email: 1, has_phone: 0 }));
  return [...tableOf("orders", orders), ...tableOf("items", items), ...tableOf("payments", payments), ...tableOf("customers", people)];
}

/** Its members, with made-up margins and scores. */
export const memberRows = (shop: ExploreShop) => [...shop.members].map(([customer_key, segment]) => {
  const { r, f, m } = scoresOf(customer_key);
  return { customer_key, segment, runner_up: (customer_key + 1) % 3, margin: marginOf(customer_key), r_score: r, f_score: f, m_score: m };
});
