import type { Day } from "@/lib/types/day";

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The day of "2018-08-29", the opposite of `isoDay`.
 * @returns null for anything else, a day that no month has included
 */
export function dayOfIso(text: string): Day | null {
  const [, year, month, dayOfMonth] = (pattern.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || dayOfMonth === undefined) return null;
  const moment = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === dayOfMonth ? Math.floor(moment.getTime() / 86_400_000) : null;
}
