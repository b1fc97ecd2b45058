import { IconArrowNarrowRight, IconTrendingDown, IconTrendingUp } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { formatDay, isoDay } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { formatAmount, formatMoneyShort, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { OrdersFilter, PersonaShare } from "@/lib/types/overview";
import type { Move, Movers } from "@/lib/types/overview-page";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { Figure } from "../ui/figure";
import { PersonaName } from "../ui/persona-name";
import { CannotSay } from "../ui/states";
import classes from "./movers.module.css";

type MoversFigureProps = {
  movers: Movers | null;
  personas: readonly PersonaShare[];
  segmentationId: number;
  filter: OrdersFilter;
  csvHref: string | undefined;
  style: MoneyStyle;
};

const mostDown = 6;
const mostUp = 4;
const mostJoined = 2;

const reasonOf = ({ silentDays }: Move, locale: string): string => (silentDays === null ? "a new order" : `no order for ${formatDays(silentDays, locale)}`);

/** Address of the customers behind a move; `was` "new" = first orders since. */
function customersHref({ since }: Movers, { segmentationId, filter }: MoversFigureProps, was: number | "new", now: number): string {
  const query = new URLSearchParams({ since: isoDay(since), was: String(was), now: String(now), segmentation: String(segmentationId) });
  if (filter.states.length > 0) query.set("state", filter.states.join(","));
  if (filter.categories.length > 0) query.set("category", filter.categories.join(","));
  return `/segments/moved?${query}`;
}

function MoveLines({ title, moves, props, movers }: { title: string; moves: readonly Move[]; props: MoversFigureProps; movers: Movers }) {
  const { locale } = props.style;
  const most = Math.max(1, ...movers.moves.map((move) => move.customers));
  const lookOf = (index: number) => props.personas.find((persona) => persona.index === index);
  const named = (index: number, name: string) => <PersonaName name={name} valueWord={lookOf(index)?.valueWord ?? null} lifecycle={lookOf(index)?.lifecycle ?? null} />;
  if (moves.length === 0) return null;
  const Mark = moves[0]?.direction === "up" ? IconTrendingUp : IconTrendingDown;
  return (
    <>
      <h3 className={classes.direction}><Mark size={14} stroke={1.8} aria-hidden="true" /> {title}</h3>
      <ul>
        {moves.map((move) => (
          <li key={`${move.from}-${move.to}`}>
            <Link href={customersHref(movers, props, move.from, move.to)} className={classes.move}>
              {named(move.from, move.fromName)}
              <IconArrowNarrowRight size={15} stroke={1.5} className={classes.arrow} aria-label="to" />
              {named(move.to, move.toName)}
              <strong className={classes.count}>{formatNumber(move.customers, locale)}</strong>
              <span className={classes.bar} style={{ width: `${Math.max(1.5, (move.customers / most) * 100)}%` }} aria-hidden="true" />
              <span className={classes.reason}>{reasonOf(move, locale)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** First-time customers and the personas most of them are in. */
function Newcomers({ movers, props }: { movers: Movers; props: MoversFigureProps }) {
  const { locale } = props.style;
  const indexOf = (name: string): number => props.personas.find((persona) => persona.name === name)?.index ?? 0;
  return (
    <div className={classes.foot}>
      <dl className={classes.joined}>
        <div><dt>First-time customers</dt><dd>{formatNumber(movers.joined, locale)}</dd></div>
        {movers.joinedTo.slice(0, mostJoined).map(({ name, customers }) => (
          <div key={name}>
            <dt>Joined {name}</dt>
            <dd><Link href={customersHref(movers, props, "new", indexOf(name))}>{formatNumber(customers, locale)}</Link></dd>
          </div>
        ))}
      </dl>
      <ButtonLink href={`/models/migration?from=${movers.since}&to=${movers.asOf}&segmentation=${props.segmentationId}`} variant="default">See the full migration</ButtonLink>
    </div>
  );
}

function tableOf({ moves, since }: Movers, style: MoneyStyle) {
  return {
    caption: `Moves between personas since ${formatDay(since, style.locale)}`,
    columns: [
      { key: "from", label: "From" },
      { key: "to", label: "To" },
      { key: "customers", label: "Customers", align: "right" as const },
      { key: "revenue", label: `Spent in all, ${currencySymbol(style)}`, align: "right" as const },
      { key: "reason", label: "Usual reason" },
    ],
    rows: moves.map((move) => ({
      id: `${move.from}-${move.to}`,
      cells: {
        from: move.fromName, to: move.toName, customers: formatNumber(move.customers, style.locale),
        revenue: formatAmount(move.revenueCents, style), reason: reasonOf(move, style.locale),
      },
    })),
  };
}

/** Who changed persona since the period began, by one model; says what is missing where the day cannot be shown. */
export function MoversFigure(props: MoversFigureProps) {
  const { movers, style } = props;
  const { locale } = style;
  if (movers === null) {
    return (
      <Card title="Nobody can have moved yet" note="Customers who changed persona since the period began">
        <CannotSay>There is no earlier day within the data on which this model could show who was where.</CannotSay>
      </Card>
    );
  }
  const since = formatDay(movers.since, locale);
  const of = (direction: Move["direction"], most: number) => movers.moves.filter((move) => move.direction === direction).slice(0, most);
  return (
    <Figure
      finding={`${formatNumber(movers.moved, locale)} of ${formatNumber(movers.common, locale)} customers changed persona since ${since}`}
      note={`${formatPercent(movers.silentShare, locale)} of the moves are ageing, without a new order. Those who moved had spent ${formatMoneyShort(movers.revenueCents, style)} in all their orders. One model on both days, so nobody moves because of a refit.`}
      table={tableOf(movers, style)}
      csvHref={props.csvHref}
    >
      <MoveLines title="Down, by silence" moves={of("down", mostDown)} props={props} movers={movers} />
      <MoveLines title="Up, by a new order" moves={of("up", mostUp)} props={props} movers={movers} />
      <Newcomers movers={movers} props={props} />
    </Figure>
  );
}
