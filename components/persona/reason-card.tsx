import { formatDays } from "@/lib/format/duration";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Level, RfmCuts, Segment, Segmentation } from "@/lib/types/segmentation";
import { Card } from "../ui/card";
import { LevelPips } from "../ui/level-pips";
import classes from "./persona.module.css";

/** With the orders' cuts where they are not quantiles. */
function cutsText(cuts: RfmCuts, style: MoneyStyle, isRule: boolean): string {
  const recency = cuts.recencyDays.map((days) => formatNumber(days, style.locale)).join(", ");
  const money = cuts.revenueCents.map((cents) => formatMoneyShort(cents, style)).join(", ");
  const orders = isRule ? `; orders ${cuts.orderCount.map((count) => formatNumber(count, style.locale, Number.isInteger(count) ? 0 : 1)).join(", ")}` : "";
  return `Cut points of the scores: days idle ${recency}${orders}; total spend ${money}.`;
}

function Part({ word, trait, level, detail }: { word: string; trait: string; level: Level | undefined; detail: string }) {
  return (
    <li className={classes.part}>
      <span>{trait}</span>
      <LevelPips level={level?.name ?? null} />
      <span className={classes.small}>{detail}</span>
      <strong>{word}</strong>
    </li>
  );
}

/** The parts of a persona's name: which level gave which word. */
function NameParts({ segment, style }: { segment: Segment; style: MoneyStyle }) {
  const { locale } = style;
  const { orderFrequency, averagePayment, recency } = segment.levels;
  const orders = segment.centroid.orderCount;
  const standing = (level: Level | undefined): string =>
    level?.percentile === null || level === undefined ? "" : `, above ${formatPercent(level.percentile, locale, 0)} of customers`;
  return (
    <ul>
      <Part word={segment.valueWord ?? ""} trait="Orders" level={orderFrequency} detail={typeof orders === "number" ? `${formatNumber(orders, locale, 2)} on average` : ""} />
      <Part word={segment.valueWord ?? ""} trait="Average payment" level={averagePayment} detail={averagePayment === undefined ? "" : `median ${formatMoney(averagePayment.median, style)}${standing(averagePayment)}`} />
      <Part word={segment.lifecycle ?? "no word"} trait="Days idle" level={recency} detail={recency === undefined ? "" : `median ${formatDays(recency.median, locale)}${standing(recency)}`} />
    </ul>
  );
}

const grammarNote = "Orders and payment give the first word, days since the last order the second: New in the most recent quarter, Lost in the oldest";
function ruleNote({ rfm }: Segmentation): string {
  if (rfm === null) return "Three groups, ranked by recency, orders and spend together";
  return `A rule table over the scores of recency and ${rfm.table.axis === "frequency" ? "number of orders" : "orders with spend"}`;
}

/** Why the group has its name, and where the cut points of the shop lie. */
export function ReasonCard({ segment, segmentation, style }: { segment: Segment; segmentation: Segmentation; style: MoneyStyle }) {
  return (
    <Card title="Why this name" note={segment.valueWord === null ? ruleNote(segmentation) : grammarNote}>
      {segment.valueWord === null ? <p className={classes.reason}>{segment.reason}</p> : <NameParts segment={segment} style={style} />}
      {segmentation.cuts !== null && <p className={classes.cuts}>{cutsText(segmentation.cuts, style, segmentation.rfm !== null)}</p>}
    </Card>
  );
}
