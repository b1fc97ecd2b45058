"use client";

import { useElementSize } from "@mantine/hooks";
import { ResponsiveLine, type LineCustomSvgLayerProps, type SliceTooltipProps } from "@nivo/line";
import type { BandMeasure, RevenueByPersona } from "@/lib/types/overview";
import { formatMonth } from "@/lib/format/date";
import { currencySymbol, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatThousands, formatTick } from "@/lib/format/number";
import { personaColour } from "../theme";
import { useFollow } from "../ui/link";
import { PersonaGlyph } from "../ui/persona-glyph";
import { insideHeight, placeBandLabels } from "./band-labels";
import { chartTheme, hatchDef } from "./chart-theme";
import classes from "./charts.module.css";
import { monthTick } from "./month-tick";

type Series = { id: string; data: { x: string; y: number }[] };
type Measured = RevenueByPersona & { measure: BandMeasure };
type RevenueAreaProps = { revenue: Measured; /** page a click on each month opens */ hrefs: readonly string[]; style: MoneyStyle };

const endMargin = 138;
/** under this width the names at the right end would leave no room for the picture */
const narrow = 480;

function axisText(value: number, inMillions: boolean, locale: string): string {
  if (inMillions) return formatTick(value / 1e6, locale);
  return value >= 1e4 ? formatThousands(value, locale) : formatTick(value, locale);
}

/** Surface-coloured line between bands, so that neighbours of similar hue stay apart. */
function Gaps({ series, lineGenerator }: LineCustomSvgLayerProps<Series>) {
  return series.map(({ id, data }) => (
    <path key={id} d={lineGenerator(data.map((d) => d.position)) ?? ""} fill="none" stroke="var(--c-surface)" strokeWidth={1.2} />
  ));
}

function labelsLayer({ bands }: RevenueByPersona, locale: string) {
  return function Labels({ series, innerWidth, innerHeight }: LineCustomSvgLayerProps<Series>) {
    // nivo draws the first series at the bottom; a band reaches down to the top of the one below it
    const shapes = series.map(({ id, data }, i) => ({
      key: String(id),
      top: data.map((d) => d.position.y),
      thickness: data.map((d, m) => (series[i - 1]?.data[m]?.position.y ?? innerHeight) - d.position.y),
    }));
    const shareOf = (key: string): string => formatPercent(bands.find(({ name }) => name === key)?.share ?? 0, locale, 0);
    const widthOf = (key: string): number => (key.length + shareOf(key).length) * 6.1 + 16;
    const x = (series[0]?.data ?? []).map((d) => d.position.x);
    return placeBandLabels(shapes, { x, innerWidth, widthOf }).map((label) => {
      const { key } = label;
      if (label.place === "end") {
        return (
          <g key={key} transform={`translate(${innerWidth + 8},${label.y})`} className={classes.bandLabel}>
            <text dominantBaseline="central">{key}</text>
            <text x={endMargin - 16} textAnchor="end" dominantBaseline="central" className={classes.dim}>{shareOf(key)}</text>
          </g>
        );
      }
      const width = widthOf(key);
      return (
        <g key={key} transform={`translate(${label.x},${label.y})`} className={classes.bandLabel}>
          <rect x={-width / 2} y={-insideHeight / 2} width={width} height={insideHeight} rx={4} fill="var(--c-surface)" />
          <text textAnchor="middle" dominantBaseline="central">{key} <tspan className={classes.dim}>{shareOf(key)}</tspan></text>
        </g>
      );
    });
  };
}

function tooltipOf({ bands, measure }: Measured, style: MoneyStyle) {
  return function MonthTooltip({ slice }: SliceTooltipProps<Series>) {
    return (
      <div className={classes.tooltip}>
        <strong>{formatMonth(Number(slice.points[0]?.data.x), style.locale)}</strong>
        {slice.points.map((point) => {
          const band = bands.find((b) => b.name === point.seriesId);
          return (
            <div key={point.id} className={classes.tooltipRow}>
              <PersonaGlyph valueWord={band?.valueWord ?? null} lifecycle={band?.lifecycle ?? null} name={band?.name} size={10} />
              <span>{point.seriesId}</span>
              <span>{measure === "revenue" ? formatMoneyShort(point.data.y * 10 ** style.minorUnits, style) : formatNumber(point.data.y, style.locale)}</span>
            </div>
          );
        })}
      </div>
    );
  };
}

/** Names under the picture where it is too narrow to write into it, from the top band down. */
function BandLegend({ bands, locale }: { bands: RevenueByPersona["bands"]; locale: string }) {
  return (
    <ul className={classes.legend}>
      {[...bands].reverse().map((band) => (
        <li key={band.name}>
          <PersonaGlyph valueWord={band.valueWord} lifecycle={band.lifecycle} name={band.name} size={10} /> {band.name} {formatPercent(band.share, locale, 0)}
        </li>
      ))}
    </ul>
  );
}

/** Revenue a month, stacked by persona, each band labelled where it ends or is thickest. */
export function RevenueArea({ revenue, hrefs, style }: RevenueAreaProps) {
  const isRevenue = revenue.measure === "revenue";
  const unit = isRevenue ? 10 ** style.minorUnits : 1;
  const data: Series[] = revenue.bands.map((band) => ({
    id: band.name,
    data: revenue.months.map((month, i) => ({ x: String(month), y: Math.max(0, band.values[i] ?? 0) / unit })),
  }));
  const lost = revenue.bands.filter((band) => band.lifecycle === "Lost");
  const highest = Math.max(0, ...revenue.months.map((_, i) => data.reduce((sum, s) => sum + (s.data[i]?.y ?? 0), 0)));
  // the scale is rounded up, so it may reach a million before the data do
  const inMillions = highest >= 8e5;
  const follow = useFollow();
  const open = (month: string): void => {
    const href = hrefs[revenue.months.map(String).indexOf(month)];
    if (href !== undefined) follow(href);
  };
  const { ref, width } = useElementSize();
  const isNarrow = width > 0 && width < narrow;
  const ticks = revenue.months.filter((month) => month % (isNarrow ? 6 : 3) === 0).map(String);
  return (
    <>
      <p className={classes.unit}>{isRevenue ? currencySymbol(style) : "Customers who ordered,"} {inMillions ? "million " : ""}a month</p>
      <div ref={ref} className={classes.area} aria-hidden="true">
        <ResponsiveLine<Series>
          data={data}
          theme={chartTheme}
          margin={{ top: 8, right: isNarrow ? 8 : endMargin, bottom: 24, left: 40 }}
          xScale={{ type: "point" }}
          yScale={{ type: "linear", min: 0, max: "auto", stacked: true, nice: 5 }}
          curve="monotoneX"
          colors={(series) => personaColour(revenue.bands.find((b) => b.name === series.id) ?? { valueWord: null, lifecycle: null })}
          enableArea
          areaOpacity={1}
          enablePoints={false}
          enableGridX={false}
          gridYValues={5}
          axisLeft={{ tickSize: 0, tickPadding: 8, tickValues: 5, format: (v) => axisText(Number(v), inMillions, style.locale) }}
          axisBottom={{ tickSize: 0, tickPadding: 8, tickValues: ticks, format: (v) => monthTick(Number(v), style.locale) }}
          defs={lost.map((band) => hatchDef(`hatch-${band.name.replaceAll(" ", "-")}`, personaColour(band)))}
          fill={lost.map((band) => ({ match: { id: band.name }, id: `hatch-${band.name.replaceAll(" ", "-")}` }))}
          enableSlices="x"
          onClick={(place) => "points" in place && open(String(place.points[0]?.data.x))}
          sliceTooltip={tooltipOf(revenue, style)}
          animate={false}
          isFocusable={false}
          layers={["grid", "axes", "areas", Gaps, "crosshair", "slices", ...(isNarrow ? [] : [labelsLayer(revenue, style.locale)])]}
        />
      </div>
      {isNarrow && <BandLegend bands={revenue.bands} locale={style.locale} />}
    </>
  );
}
