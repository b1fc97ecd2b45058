import { currencyName } from "@/lib/format/currencies";
import { localeName } from "@/lib/format/locales";
import type { Shop } from "@/lib/types/shop";
import classes from "./settings.module.css";

/** The settings in force, to be read. */
export function ShopFacts({ shop }: { shop: Shop }) {
  const facts = [
    ["Currency", `${shop.currency}, ${currencyName(shop.currency)}`],
    ["Formats", `${localeName(shop.locale)} (${shop.locale})`],
    ["Time zone", shop.timeZone],
    ["Seasons", shop.hemisphere === "south" ? "Southern hemisphere" : "Northern hemisphere"],
    ["Counts as a sale", shop.saleStatuses.toSorted().join(", ")],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
