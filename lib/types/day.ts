/** Days since 1970-01-01 in the shop's time zone. */
export type Day = number;

/** year * 12 + (month - 1), so that months are consecutive integers. */
export type MonthIndex = number;
