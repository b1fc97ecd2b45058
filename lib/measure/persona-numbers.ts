import type { AggregateTable } from "@/lib/types/explore";
import type { Categories, MarginHistogram, PaymentShare, PersonaMonth, ProfilePoint, Rhythm, ServiceFacts, StateShare } from "@/lib/types/persona-page";

/** The profile in raw units (days, orders, minor units of money, shares 0-1), one feature a row. */
export function profileNumbers(points: readonly ProfilePoint[]): AggregateTable {
  return {
    caption: "Profile of the members against all customers",
    columns: [
      { key: "feature", label: "Feature", unit: "text" },
      { key: "meanAll", label: "All, mean", unit: "ratio" },
      { key: "meanMembers", label: "Members, mean", unit: "ratio" },
      { key: "percentile", label: "Percentile of the median", unit: "share" },
      { key: "differs", label: "Differs beyond chance", unit: "text" },
    ],
    rows: points.map((point) => [point.feature, point.meanAll, point.meanMembers, point.percentile, point.isNotable ? "yes" : "no"]),
  };
}

/** Members by margin to the next group, steps ascending. */
export function marginNumbers({ counts, step, members }: MarginHistogram): AggregateTable {
  return {
    caption: "Members by margin to the next group",
    columns: [{ key: "marginFrom", label: "Margin from", unit: "ratio" }, { key: "members", label: "Members", unit: "count" }, { key: "share", label: "Share", unit: "share" }],
    rows: counts.map((count, i) => [i * step, count, members > 0 ? count / members : null]),
  };
}

/** What the members ordered month by month and how much of the shop's that was. */
export function trendNumbers(months: readonly PersonaMonth[]): AggregateTable {
  return {
    caption: "Orders of the members by month",
    columns: [
      { key: "month", label: "Month", unit: "month" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "revenueShare", label: "Of the shop", unit: "share" },
      { key: "customers", label: "Members who ordered", unit: "count" },
      { key: "customerShare", label: "Of all who did", unit: "share" },
    ],
    rows: months.map((one) => [one.month, one.revenueCents, one.revenueShare, one.customers, one.customerShare]),
  };
}

/** Shares of orders by month of the year (1-12), weekday (0 is Monday) and hour (0-23), beside what all customers would give. */
export function rhythmNumbers({ months, weekdays, hours }: Rhythm): AggregateTable {
  const parts = [["month", months], ["weekday", weekdays], ["hour", hours]] as const;
  return {
    caption: "Share of orders by month, weekday and hour",
    columns: [
      { key: "unit", label: "Unit", unit: "text" },
      { key: "at", label: "When", unit: "count" },
      { key: "members", label: "Members", unit: "share" },
      { key: "all", label: "All, same months", unit: "share" },
    ],
    rows: parts.flatMap(([unit, bars]) => bars.map((bar) => [unit, bar.at, bar.share, bar.expected])),
  };
}

/** Members by state; `index` is their share over everybody's. */
export function placeNumbers(states: readonly StateShare[]): AggregateTable {
  return {
    caption: "Members by state",
    columns: [
      { key: "state", label: "State", unit: "text" },
      { key: "members", label: "Members", unit: "count" },
      { key: "share", label: "Share", unit: "share" },
      { key: "all", label: "All", unit: "share" },
      { key: "index", label: "Index", unit: "ratio" },
    ],
    rows: states.map((one) => [one.state, one.members, one.share, one.shareAll, one.shareAll > 0 ? one.share / one.shareAll : null]),
  };
}

/** How the members pay (shares of their orders) and were served, beside all orders of the same months. */
export function serviceNumbers(payments: readonly PaymentShare[], { members, all }: { members: ServiceFacts; all: ServiceFacts }): AggregateTable {
  const facts = ["installments", "deliveryDays", "lateShare", "reviewScore", "freightShare"] as const;
  return {
    caption: "Payment and service of the members and of all",
    columns: [{ key: "measure", label: "Payment and service", unit: "text" }, { key: "members", label: "Members", unit: "ratio" }, { key: "all", label: "All", unit: "ratio" }],
    rows: [...payments.map((one) => [one.type, one.share, one.shareAll]), ...facts.map((fact) => [fact, members[fact], all[fact]])],
  };
}

/** What they buy first, as shares of the members and of all customers. */
export function categoryNumbers({ first }: Categories): AggregateTable {
  return {
    caption: "Categories of the first order",
    columns: [{ key: "category", label: "First order", unit: "category" }, { key: "members", label: "Members", unit: "share" }, { key: "all", label: "All", unit: "share" }],
    rows: first.map((one) => [one.category, one.share, one.shareAll]),
  };
}
