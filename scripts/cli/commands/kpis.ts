import { isoDay } from "@/lib/format/date";
import { formatKpi, formatKpiChange } from "@/lib/format/kpi-words";
import { getKpi } from "@/lib/measure/kpis";
import type { DaySpan } from "@/lib/types/overview";
import type { Overview } from "@/lib/types/overview-page";
import type { KpisAnswer } from "../answers";
import type { Command } from "../command";
import { overviewOptions, overviewUsage, readAskedOverview } from "../overview-options";

const spanAnswer = ({ from, to }: DaySpan) => ({ from: isoDay(from), to: isoDay(to) });

function answerOf({ shop, lastDay, asOf, period, filter, segmentation, readings }: Overview): KpisAnswer {
  return {
    asOf: isoDay(asOf ?? lastDay),
    currency: shop.currency,
    minorUnits: shop.minorUnits,
    segmentationId: segmentation?.id ?? null,
    period: spanAnswer(period.span),
    before: period.before && spanAnswer(period.before),
    lastYear: period.lastYear && spanAnswer(period.lastYear),
    filter: { states: [...filter.states], categories: [...filter.categories], segments: [...filter.segments] },
    kpis: readings.map(({ key, value, before, lastYear, verdict }) => {
      const { name, unit, formula } = getKpi(key);
      return { key, name, unit, formula, value, before, lastYear, verdict };
    }),
  };
}

function textOf({ shop, period, readings }: Overview): string {
  const width = Math.max(...readings.map(({ key }) => getKpi(key).name.length));
  const lines = readings.map(({ key, value, before, verdict }) => {
    const kpi = getKpi(key);
    const change = formatKpiChange(value, before, kpi, shop.locale);
    const chance = verdict === "same" ? ", within chance" : `, ${verdict}`;
    return `${kpi.name.padEnd(width)}  ${formatKpi(value, kpi, shop).padStart(14)}${change === null ? "" : `  ${change}${chance}`}`;
  });
  const against = period.before === null ? "" : `, against ${isoDay(period.before.from)} to ${isoDay(period.before.to)}`;
  return [`${isoDay(period.span.from)} to ${isoDay(period.span.to)}${against}`, ...lines].join("\n");
}

export const kpisCommand: Command = {
  name: "kpis",
  usage: `kpis ${overviewUsage}`,
  summary: "shows the key figures of a period, as the overview does",
  options: overviewOptions,
  positionals: { min: 0, max: 0 },
  run: async (input) => {
    const { overview } = await readAskedOverview(input, { withMovers: false });
    return { json: answerOf(overview), text: textOf(overview) };
  },
};
