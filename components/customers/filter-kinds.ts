type TextsKey = "state" | "city" | "firstCategory" | "nextCategory" | "bought" | "paid" | "to" | "status";
type RangeKey = "spend" | "orders" | "days" | "gap" | "review" | "instalments" | "amount" | "monthsAfter" | "took";

/** What there is to choose from. */
export const choiceLists = ["segments", "states", "cities", "categories", "payments", "statuses", "weekdays", "hours"] as const;
export type ChoiceList = (typeof choiceLists)[number];

/** One line of the filter menu, and how its values are edited. */
export type FilterKind = { label: string; isOfOrder?: true } & (
  | { id: TextsKey; edit: "texts"; from: ChoiceList }
  | { id: "segment" | "weekday" | "hour"; edit: "numbers"; from: ChoiceList }
  | { id: RangeKey; edit: "range"; step: number; isMoney?: true }
  | { id: "first" | "last" | "ordered"; edit: "dates" }
  | { id: "late" | "consent" | "lateness"; edit: "one"; hint: string; options: readonly { value: string; label: string }[] }
  | { id: "core"; edit: "switch" }
);

/** Every filter people can set by hand, those of one order last. */
export const filterKinds: readonly FilterKind[] = [
  { id: "segment", label: "Persona", edit: "numbers", from: "segments" },
  { id: "state", label: "State", edit: "texts", from: "states" },
  { id: "city", label: "City", edit: "texts", from: "cities" },
  { id: "spend", label: "Total spend", edit: "range", step: 50, isMoney: true },
  { id: "orders", label: "Orders", edit: "range", step: 1 },
  { id: "days", label: "Days since last order", edit: "range", step: 30 },
  { id: "first", label: "First order", edit: "dates" },
  { id: "last", label: "Last order", edit: "dates" },
  { id: "firstCategory", label: "First order mainly", edit: "texts", from: "categories" },
  { id: "nextCategory", label: "Second order mainly", edit: "texts", from: "categories" },
  { id: "gap", label: "Ordered again after days", edit: "range", step: 30 },
  { id: "review", label: "Mean review", edit: "range", step: 1 },
  {
    id: "late", label: "Late delivery", edit: "one", hint: "Deliveries after the promised date",
    options: [{ value: "ever", label: "at least one known" }, { value: "never", label: "none known, or none delivered" }],
  },
  {
    id: "consent", label: "E-mail consent", edit: "one", hint: "E-mail consent",
    options: [{ value: "yes", label: "yes: may be written to" }, { value: "no", label: "no: refused" }, { value: "unknown", label: "unknown: never asked, never contacted" }],
  },
  { id: "core", label: "Core members only", edit: "switch" },
  { id: "bought", label: "Bought", edit: "texts", from: "categories", isOfOrder: true },
  { id: "paid", label: "Paid by", edit: "texts", from: "payments", isOfOrder: true },
  { id: "instalments", label: "Instalments", edit: "range", step: 1, isOfOrder: true },
  { id: "amount", label: "Order amount", edit: "range", step: 50, isMoney: true, isOfOrder: true },
  { id: "ordered", label: "Ordered", edit: "dates", isOfOrder: true },
  { id: "weekday", label: "Ordered on", edit: "numbers", from: "weekdays", isOfOrder: true },
  { id: "hour", label: "Ordered at", edit: "numbers", from: "hours", isOfOrder: true },
  { id: "monthsAfter", label: "Months after the first order", edit: "range", step: 1, isOfOrder: true },
  { id: "to", label: "Order to", edit: "texts", from: "states", isOfOrder: true },
  { id: "status", label: "Order status", edit: "texts", from: "statuses", isOfOrder: true },
  { id: "took", label: "Delivered after days", edit: "range", step: 5, isOfOrder: true },
  {
    id: "lateness", label: "Delivery", edit: "one", hint: "Against the promised date", isOfOrder: true,
    options: [
      { value: "..-1", label: "early" }, { value: "0..0", label: "on the promised day" }, { value: "1..", label: "late" },
      { value: "8..", label: "over a week late" }, { value: "unknown", label: "not delivered, or nothing promised" },
    ],
  },
];
