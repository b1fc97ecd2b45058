import { IconArrowRight } from "@tabler/icons-react";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { categoryWords } from "@/lib/format/words";
import type { Categories } from "@/lib/types/persona-page";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { CannotSay } from "../ui/states";
import classes from "./persona.module.css";

const fewReorders = 30;

type CategoriesCardProps = { finding: string; categories: Categories; csvHref: string | undefined; locale: string };

/** What they buy first, and what next where enough of them came back. */
export function CategoriesCard({ finding, categories, csvHref, locale }: CategoriesCardProps) {
  const { first, pairs, reordered } = categories;
  return (
    <Card title={finding} note={`Category of the dearest item; ${formatNumber(reordered, locale)} members ordered again`} actions={csvHref === undefined ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}>
      <DataTable
        caption="Categories of the first order"
        columns={[{ key: "category", label: "First order" }, { key: "share", label: "Members", align: "right" }, { key: "all", label: "All", align: "right" }]}
        rows={first.map((row) => ({ id: row.category, cells: { category: categoryWords(row.category), share: formatPercent(row.share, locale), all: formatPercent(row.shareAll, locale) } }))}
      />
      {reordered < fewReorders ? (
        <CannotSay>Too few members came back to say what they buy next.</CannotSay>
      ) : (
        <ul className={classes.pairs} aria-label="First category, then the next">
          {pairs.map((pair) => (
            <li key={`${pair.first}-${pair.next}`}>
              <span>{categoryWords(pair.first)}</span>
              <IconArrowRight size={14} stroke={1.6} aria-label="then" />
              <span>{categoryWords(pair.next)}</span>
              <strong>{formatPercent(pair.customers / reordered, locale)}</strong>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
