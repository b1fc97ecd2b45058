import { formatDay } from "@/lib/format/date";
import { formatMoney, type MoneyStyle } from "@/lib/format/money";
import { categoryWords, plural } from "@/lib/format/words";
import { formatNumber } from "@/lib/format/number";
import type { CustomerOrder } from "@/lib/types/customer-page";
import { Figure } from "../ui/figure";
import type { TableData } from "../ui/data-table";
import classes from "./order-timeline.module.css";

type OrderTimelineProps = { orders: readonly CustomerOrder[]; asOf: number; recencyDays: number | null; /** address of the orders as a file */ csvHref: string | undefined; style: MoneyStyle };

const largestPx = 30;
const smallestPx = 8;

function findingOf(orders: readonly CustomerOrder[], recencyDays: number | null, locale: string): string {
  const sales = orders.filter((order) => order.isSale).length;
  if (sales === 0 || recencyDays === null) return "No order of theirs counts as a sale";
  const times = sales === 1 ? "Ordered once" : sales === 2 ? "Ordered twice" : `Ordered ${formatNumber(sales, locale)} times`;
  return `${times}, ${recencyDays === 0 ? "last on the as-of day" : `silent for ${plural(recencyDays, formatNumber(recencyDays, locale), "day")}`}`;
}

function tableOf(orders: readonly CustomerOrder[], style: MoneyStyle): TableData {
  return {
    caption: "Orders by day",
    columns: [
      { key: "day", label: "Day" },
      { key: "status", label: "Status" },
      { key: "category", label: "Category" },
      { key: "amount", label: "Amount", align: "right" },
    ],
    rows: orders.map((order) => ({
      id: String(order.key),
      cells: {
        day: formatDay(order.day, style.locale),
        status: order.status,
        category: order.category === null ? "unknown" : categoryWords(order.category),
        amount: formatMoney(order.amountCents, style),
      },
    })),
  };
}

/** Every order on one line from the first to the as-of day: area = amount, an open circle is no sale. */
export function OrderTimeline({ orders, asOf, recencyDays, csvHref, style }: OrderTimelineProps) {
  const first = orders.at(-1)?.day ?? asOf;
  const span = Math.max(1, asOf - first);
  const most = Math.max(1, ...orders.map((order) => order.amountCents));
  const left = (day: number): string => `${((day - first) / span) * 100}%`;
  return (
    <Figure
      finding={findingOf(orders, recencyDays, style.locale)}
      note={`Each circle is an order, its area the amount paid; open circles do not count as sales. ${formatDay(first, style.locale)} to ${formatDay(asOf, style.locale)}.`}
      table={tableOf(orders, style)}
      csvHref={csvHref}
    >
      <div className={classes.plot} aria-hidden="true">
        <div className={classes.line} />
        {[...orders].sort((a, b) => b.amountCents - a.amountCents).map((order) => {
          // the smaller of two on one day is drawn above the larger
          const size = Math.max(smallestPx, Math.sqrt(order.amountCents / most) * largestPx);
          return (
            <span
              key={order.key}
              className={order.isSale ? classes.sale : classes.other}
              style={{ left: left(order.day), width: size, height: size }}
              title={`${formatDay(order.day, style.locale)}: ${formatMoney(order.amountCents, style)}, ${order.status}`}
            />
          );
        })}
        <span className={classes.asOf} />
        <span className={classes.start}>{formatDay(first, style.locale)}</span>
        <span className={classes.end}>as of {formatDay(asOf, style.locale)}</span>
      </div>
    </Figure>
  );
}
