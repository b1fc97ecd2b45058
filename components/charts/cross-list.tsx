import { formatPercent } from "@/lib/format/number";
import { ShareBar } from "../ui/paired-bars";
import { PersonaName } from "../ui/persona-name";
import classes from "./cross-list.module.css";
import type { CrossCounts, CrossGroup } from "./cross-map";
import { crossShares, type CrossShare } from "./cross-shares";

/** Bars of fewer customers than this are outlined, not coloured. */
export const fewCustomers = 10;

type CrossListProps = CrossCounts & {
  /** says what the list is */
  label: string;
  /** a count, written out */
  amount: (count: number) => string;
  /** parts of a row below this share are told together, 0-1 */
  least?: number;
  /** bars below it are outlined */
  few?: number;
  locale: string;
};
type RowProps = Omit<CrossListProps, "rows" | "counts" | "label"> & { row: CrossGroup; counts: readonly number[] };

/** As in the map: the count itself where the share would read 0%. */
const partText = (count: number, share: number, { amount, locale }: Pick<CrossListProps, "amount" | "locale">): string => (share < 0.005 ? amount(count) : formatPercent(share, locale, 0));
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function Row({ row, columns, counts, amount, least = 0.02, few = fewCustomers, locale }: RowProps) {
  const { told, others } = crossShares(counts, least);
  const total = sumOf(counts);
  const rest = sumOf(others.map(({ count }) => count));
  const groupOf = ({ column }: CrossShare): CrossGroup | undefined => columns[column];
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <PersonaName {...row} />
        <span>{amount(total)}</span>
      </div>
      <div className={classes.track} aria-hidden="true">
        {told.map((part) => (
          part.count < few ? <span key={part.column} className={classes.few} style={{ width: `${part.share * 100}%` }} /> : <ShareBar key={part.column} share={part.share} longest={1} look={groupOf(part) ?? null} />
        ))}
      </div>
      <ul className={classes.parts}>
        {told.map((part) => {
          const group = groupOf(part);
          return group !== undefined && <li key={part.column}><PersonaName {...group} /> <strong>{partText(part.count, part.share, { amount, locale })}</strong></li>;
        })}
        {others.length > 0 && <li>{others.length === 1 ? "1 other" : `${others.length} others`} <strong>{partText(rest, rest / total, { amount, locale })}</strong></li>}
      </ul>
    </li>
  );
}

/** A cross table where there is no room for one: each row with its size and where its customers are, largest share first. */
export function CrossList({ rows, counts, label, ...look }: CrossListProps) {
  return (
    <ul className="only-on-phone" aria-label={label}>
      {rows.map((row, i) => <Row key={row.key} {...look} row={row} counts={counts[i] ?? []} />)}
    </ul>
  );
}
