import { formatDay } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { formatMoney, type MoneyStyle } from "@/lib/format/money";
import { categoryWords, paymentWords } from "@/lib/format/words";
import type { CustomerOrder } from "@/lib/types/customer-page";
import { Card } from "../ui/card";
import classes from "./orders-table.module.css";

type OrdersTableProps = { orders: readonly CustomerOrder[]; isCut: boolean; style: MoneyStyle };

function deliveryWords({ deliveredDay, lateDays }: CustomerOrder, locale: string): string {
  if (deliveredDay === null) return "not delivered by then";
  const day = formatDay(deliveredDay, locale);
  if (lateDays === null) return day;
  if (lateDays > 0) return `${day}, ${formatDays(lateDays, locale)} late`;
  return lateDays === 0 ? `${day}, on the promised day` : `${day}, ${formatDays(-lateDays, locale)} early`;
}

function paymentLine({ payments }: CustomerOrder): string {
  if (payments.length === 0) return "no payment row";
  const parts = payments.map(({ type, installments }) => (installments > 1 ? `${paymentWords(type)}, ${installments}×` : paymentWords(type)));
  const count = (part: string): number => parts.filter((one) => one === part).length;
  return [...new Set(parts)].map((part) => (count(part) > 1 ? `${count(part)} × ${part}` : part)).join(" + ");
}

function Order({ order, style }: { order: CustomerOrder; style: MoneyStyle }) {
  return (
    <li className={classes.order}>
      <details>
        <summary className={classes.summary}>
          <strong>{formatDay(order.day, style.locale)}</strong>
          <span>{order.isSale ? order.status : `${order.status}, not a sale`}</span>
          <span className={classes.wide}>{order.category === null ? "category unknown" : categoryWords(order.category)}</span>
          <span className={classes.wide}>{paymentLine(order)}</span>
          <span className={classes.wide}>{deliveryWords(order, style.locale)}</span>
          <span className={classes.number}>{order.reviewScore === null ? "no review" : `review ${order.reviewScore}`}</span>
          <strong className={classes.number}>{formatMoney(order.amountCents, style)}</strong>
        </summary>
        <dl className={classes.lines}>
          {order.items.map((item) => (
            <div key={`item-${item.line}`}>
              <dt title={item.productId}>
                {item.line}. {item.category === null ? "Product" : categoryWords(item.category)} <span className={classes.id}>{item.productId}</span>
              </dt>
              <dd>
                {formatMoney(item.priceCents, style)} + {formatMoney(item.freightCents, style)} freight
              </dd>
            </div>
          ))}
          {order.payments.map((payment) => (
            <div key={`payment-${payment.sequence}`}>
              <dt>
                Paid by {paymentWords(payment.type)}
                {payment.installments > 1 && ` in ${payment.installments} instalments`}
              </dt>
              <dd>{formatMoney(payment.amountCents, style)}</dd>
            </div>
          ))}
          {order.refundCents > 0 && (
            <div>
              <dt>Refunded</dt>
              <dd>−{formatMoney(order.refundCents, style)}</dd>
            </div>
          )}
          <div className={classes.narrow}>
            <dt>Delivered</dt>
            <dd>{deliveryWords(order, style.locale)}</dd>
          </div>
        </dl>
      </details>
    </li>
  );
}

/** Orders, latest first; each opens to its items and payments. */
export function OrdersTable({ orders, isCut, style }: OrdersTableProps) {
  return (
    <Card title={`${orders.length === 1 ? "One order" : `${orders.length} orders`}${isCut ? ", the latest ones" : ""}`} note="Latest first. Open one for its items, payments and delivery.">
      <ul>
        {orders.map((order) => (
          <Order key={order.key} order={order} style={style} />
        ))}
      </ul>
    </Card>
  );
}
