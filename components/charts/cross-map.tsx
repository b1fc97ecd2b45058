import { formatNumber, formatPercent } from "@/lib/format/number";
import type { PersonaLook } from "../theme";
import type { TableData } from "../ui/data-table";
import { PersonaGlyph } from "../ui/persona-glyph";
import { CrossList, fewCustomers } from "./cross-list";
import classes from "./cross-map.module.css";

export type CrossGroup = PersonaLook & { key: string; name: string };
export type CrossCounts = { rows: readonly CrossGroup[]; columns: readonly CrossGroup[]; counts: readonly (readonly number[])[] };

const steps = 6;

const rowTotal = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** The cross table in figures: counts, with row totals. */
export function crossTableData({ rows, columns, counts }: CrossCounts, caption: string, locale: string): TableData {
  return {
    caption,
    columns: [{ key: "row", label: "Segment" }, ...columns.map(({ key, name }) => ({ key, label: name, align: "right" as const })), { key: "all", label: "All", align: "right" }],
    rows: rows.map((row, i) => ({
      id: row.key,
      cells: {
        row: row.name,
        ...Object.fromEntries(columns.map(({ key }, j) => [key, formatNumber(counts[i]?.[j] ?? 0, locale)])),
        all: formatNumber(rowTotal(counts[i] ?? []), locale),
      },
    })),
  };
}

function Cell({ count, total, title, locale }: { count: number; total: number; title: string; locale: string }) {
  const share = total > 0 ? count / total : 0;
  const step = Math.min(steps - 1, Math.floor(share * steps));
  const isFew = count < fewCustomers;
  return (
    <span
      className={classes.cell}
      data-few={isFew || undefined}
      title={title}
      style={isFew ? undefined : { background: `var(--seq-${step})`, color: `var(--seq-text-${step})` }}
    >
      {count === 0 ? "" : share >= 0.005 ? formatPercent(share, locale, 0) : formatNumber(count, locale)}
    </span>
  );
}

function HeatMap({ rows, columns, counts, locale }: CrossCounts & { locale: string }) {
  return (
    <div className={`${classes.scroll} not-on-phone`} tabIndex={0} role="region" aria-label="Cross table as a heat map; the same as a table one click away">
      <div className={classes.map} style={{ gridTemplateColumns: `minmax(116px, 150px) repeat(${columns.length}, minmax(30px, 1fr))` }} aria-hidden="true">
        <span />
        {columns.map(({ key, name }) => <span key={key} className={classes.head} title={name}><span>{name}</span></span>)}
        {rows.map((row, i) => {
          const total = rowTotal(counts[i] ?? []);
          return [
            <span key={row.key} className={classes.name} title={row.name}><PersonaGlyph valueWord={row.valueWord} lifecycle={row.lifecycle} name={row.name} /> {row.name}</span>,
            ...columns.map(({ key, name }, j) => {
              const count = counts[i]?.[j] ?? 0;
              return <Cell key={`${row.key}-${key}`} count={count} total={total} locale={locale} title={`${row.name} and ${name}: ${formatNumber(count, locale)} of ${formatNumber(total, locale)}`} />;
            }),
          ];
        })}
      </div>
    </div>
  );
}

/** Where the customers of each row lie in the columns, as shares of the row; a list on phones. Its table is the equal in counts. */
export function CrossMap(props: CrossCounts & { locale: string }) {
  return (
    <>
      <HeatMap {...props} />
      <CrossList {...props} label="Where the customers of each segment are" amount={(count) => formatNumber(count, props.locale)} />
    </>
  );
}
