import { formatDay, formatDaySpan } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { formatKpi, formatKpiChange } from "@/lib/format/kpi-words";
import { formatMoneyShort } from "@/lib/format/money";
import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import { categoryWords } from "@/lib/format/words";
import type { DaySpan, KpiReading, PersonaShare } from "@/lib/types/overview";
import type { Movers, Overview } from "@/lib/types/overview-page";
import type { Segment } from "@/lib/types/segmentation";
import { overviewFinding, pairedFinding, revenueFinding } from "./findings-overview";
import { getKpi } from "./kpis";

type Line = readonly string[];

/** A table as Markdown; a bar in a cell is escaped. */
function tableLines(head: Line, rows: readonly Line[]): string[] {
  const line = (cells: Line): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)];
}

function scopeLines({ shop, period, filter, personas, segmentation, asOf, lastDay }: Overview): string[] {
  const span = ({ from, to }: DaySpan): string => formatDaySpan(from, to, shop.locale);
  const against = [period.before, period.lastYear].filter((one) => one !== null).map(span);
  const segments = filter.segments.map((index) => personas.find((persona) => persona.index === index)?.name ?? String(index));
  const sides = [["States", filter.states], ["Categories", filter.categories.map(categoryWords)], ["Segments", segments]] as const;
  return [
    `Period: ${span(period.span)}${against.length > 0 ? `, against ${against.join(" and ")}` : ""}.`,
    ...sides.flatMap(([name, chosen]) => (chosen.length > 0 ? [`${name}: ${chosen.join(", ")}.`] : [])),
    `As of ${formatDay(asOf ?? lastDay, shop.locale)}${segmentation === null ? "" : `, segmentation ${segmentation.id}`}.`,
  ];
}

function kpiLine(reading: KpiReading, { shop, period }: Overview): Line {
  const kpi = getKpi(reading.key);
  const change = (before: number | null): string => formatKpiChange(reading.value, before, kpi, shop.locale) ?? "";
  const verdict = period.before === null ? "" : reading.verdict === "same" ? "within chance" : reading.verdict;
  return [kpi.name, formatKpi(reading.value, kpi, shop), change(reading.before), verdict, change(reading.lastYear)];
}

function personaLine(persona: PersonaShare, { shop }: Overview): Line {
  const { locale } = shop;
  return [
    persona.name, formatNumber(persona.customers, locale), formatPercent(persona.customerShare, locale), formatMoneyShort(persona.revenueCents, shop),
    formatPercent(persona.revenueShare, locale), persona.customerShare > 0 ? formatRatio(persona.revenueShare / persona.customerShare, locale, 2) : "none",
  ];
}

function personaLines(overview: Overview, segments: readonly Segment[]): string[] {
  if (overview.segmentation === null) return ["## Personas", "", "No segmentation is live yet."];
  const { locale } = overview.shop;
  const ranked = [...overview.personas].sort((a, b) => b.revenueShare - a.revenueShare || a.index - b.index);
  const told = ranked.flatMap(({ index }) => segments.filter((segment) => segment.index === index));
  return [
    "## Personas", "", `${pairedFinding(overview.personas, locale)}. ${revenueFinding(overview.revenue, locale)}.`, "",
    ...tableLines(["Persona", "Customers", "Share", "Revenue", "Share", "Index"], ranked.map((persona) => personaLine(persona, overview))),
    ...told.flatMap((segment) => ["", `### ${segment.name}`, "", segment.reason, "", `Goal: ${segment.advice.goal}.`, "", `Do: ${segment.advice.action}.`, "", `${segment.advice.avoid}.`]),
  ];
}

function moverLines(movers: Movers | null, { shop }: Overview): string[] {
  if (movers === null) return [];
  const { locale } = shop;
  const rows = movers.moves.map(({ fromName, toName, customers, revenueCents, silentDays }): Line =>
    [`${fromName} to ${toName}`, formatNumber(customers, locale), formatMoneyShort(revenueCents, shop), silentDays === null ? "a new order" : `no order for ${formatDays(silentDays, locale)}`]);
  return [
    "", "## Movers", "",
    `${formatNumber(movers.moved, locale)} of ${formatNumber(movers.common, locale)} customers changed persona since ${formatDay(movers.since, locale)}; ${formatPercent(movers.silentShare, locale)} of the moves are ageing. ${formatNumber(movers.joined, locale)} are new customers.`,
    ...(rows.length > 0 ? ["", ...tableLines(["Move", "Customers", "Had spent", "Usual reason"], rows)] : []),
  ];
}

/**
 * The overview as a text in Markdown: key figures, personas with their reasons and advice, movers and
 * what needs a look. The same figures, filters and words as the page.
 *
 * @param segments of the overview's segmentation; empty without one
 * @param movers of the overview's period and filter; without them nothing is said
 */
export function overviewReport(overview: Overview, segments: readonly Segment[], movers: Movers | null): string {
  const { shop, readings, notices } = overview;
  return [
    `# ${shop.name}`, "", ...scopeLines(overview), "", overviewFinding(readings, shop.locale), "",
    "## Key figures", "",
    ...tableLines(["", "Now", "Change", "Beyond chance?", "On last year"], readings.map((reading) => kpiLine(reading, overview))), "",
    ...personaLines(overview, segments),
    ...moverLines(movers, overview),
    ...(notices.length > 0 ? ["", "## Needs a look", "", ...notices.map(({ title, text }) => `- ${title}. ${text}`)] : []),
    "",
  ].join("\n");
}
