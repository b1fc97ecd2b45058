import type { Day } from "@/lib/types/day";
import type { DaySpan, PeriodPreset } from "@/lib/types/overview";

/** A period and the equally long one before it; null where the data do not reach back that far. */
export type Period = { preset: PeriodPreset; span: DaySpan; before: DaySpan | null };

/**
 * The period of a preset, ending on the last day of the data.
 *
 * @param firstDay day of the first sale
 * @param lastDay day of the last sale
 */
export function periodOf(preset: PeriodPreset, firstDay: Day, lastDay: Day): Period {
  if (preset === "all") return { preset, span: { from: firstDay, to: lastDay }, before: null };
  const days = Number(preset);
  const from = lastDay - days + 1;
  const before = { from: from - days, to: from - 1 };
  return { preset, span: { from: Math.max(from, firstDay), to: lastDay }, before: before.from >= firstDay ? before : null };
}
