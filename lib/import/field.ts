/** What a column of a source file must hold. */
export type Rule =
  | { kind: "id" }
  | { kind: "text" }
  | { kind: "money" }
  /** wall-clock time of the shop's zone, no offset in the file */
  | { kind: "instant" }
  /** calendar day; a time of day is ignored */
  | { kind: "day" }
  | { kind: "integer"; min: number; max: number }
  | { kind: "number"; min: number; max: number }
  | { kind: "consent" }
  /** money of the generic format, with either decimal mark and thousands marks */
  | { kind: "amount"; decimal: DecimalMark }
  /** time of the generic format: wall clock in a given order of parts, or with an offset */
  | { kind: "moment"; order: DateOrder }
  /** must be the given text, any case, or empty */
  | { kind: "same"; as: string };

export type DecimalMark = "." | ",";
export type DateOrder = "ymd" | "dmy" | "mdy";

/** One column of a source file and what it becomes. */
export type Field = {
  /** header in the file, lower case */
  column: string;
  /** our name, snake case */
  name: string;
  rule: Rule;
  /** an empty cell is rejected */
  required: boolean;
};

export const id = (column: string, name = column): Field => ({ column, name, rule: { kind: "id" }, required: true });
export const field = (column: string, name: string, rule: Rule, required = false): Field => ({ column, name, rule, required });
export const text: Rule = { kind: "text" };
export const money: Rule = { kind: "money" };
export const instant: Rule = { kind: "instant" };
export const day: Rule = { kind: "day" };
export const integer = (min: number, max: number): Rule => ({ kind: "integer", min, max });
export const number = (min: number, max: number): Rule => ({ kind: "number", min, max });
