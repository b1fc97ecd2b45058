"use client";

import { type LineCustomSvgLayerProps, ResponsiveLine } from "@nivo/line";
import { formatNumber } from "@/lib/format/number";
import { chartTheme } from "../charts/chart-theme";
import classes from "./maintenance.module.css";

/** Agreement some months after a fit; `low` and `high` are the band over base dates and seeds. */
export type DecayValue = { months: number; plain: number; low: number; high: number; held: number; heldLow: number };
type DecayChartProps = { values: readonly DecayValue[]; threshold: number; safeMonths: number | null; locale: string };
type Series = { id: string; data: { x: number; y: number }[] };
type Layer = LineCustomSvgLayerProps<Series>;

/** The months the proposal covers, the limit, and the band. */
function background({ values, threshold, safeMonths, locale }: DecayChartProps) {
  return function Background({ xScale, yScale, innerHeight, innerWidth }: Layer) {
    const x = (months: number): number => Number(xScale(months));
    const y = (value: number): number => Number(yScale(value));
    const upper = values.map((one) => `${x(one.months)},${y(one.high)}`);
    const lower = [...values].reverse().map((one) => `${x(one.months)},${y(one.low)}`);
    return (
      <>
        {safeMonths !== null && <rect x={0} width={x(safeMonths)} y={0} height={innerHeight} fill="var(--c-good-wash)" />}
        {safeMonths !== null && <text x={x(safeMonths) - 6} y={innerHeight - 8} textAnchor="end" className={classes.safe}>{`safe for ${safeMonths === 1 ? "1 month" : `${safeMonths} months`}`}</text>}
        <polygon points={[...upper, ...lower].join(" ")} fill="var(--c-text)" opacity={0.1} />
        <line x1={0} x2={innerWidth} y1={y(threshold)} y2={y(threshold)} stroke="var(--c-bad)" strokeWidth={1.5} strokeDasharray="6 4" />
        <text x={-8} y={y(threshold) + 4} textAnchor="end" className={classes.limit}>{formatNumber(threshold, locale, 1)}</text>
      </>
    );
  };
}

/** As it is: a line with its values. With ageing held: dotted. Both are named at their end. */
function lines({ values, locale }: DecayChartProps) {
  return function Lines({ xScale, yScale }: Layer) {
    const at = (months: number, value: number): string => `${xScale(months)},${yScale(value)}`;
    const last = values.at(-1);
    return (
      <>
        <polyline points={values.map((one) => at(one.months, one.held)).join(" ")} fill="none" stroke="var(--c-dim)" strokeWidth={1.5} strokeDasharray="2 3" />
        <polyline points={values.map((one) => at(one.months, one.plain)).join(" ")} fill="none" stroke="var(--c-ink)" strokeWidth={2} />
        {values.map((one) => (
          <g key={one.months} transform={`translate(${xScale(one.months)},${yScale(one.plain)})`}>
            <circle r={3.6} fill={one.months === 0 ? "var(--c-ink)" : "var(--c-surface)"} stroke="var(--c-ink)" strokeWidth={1.6} />
            {one.months > 0 && <text y={one.plain > 0.5 ? 18 : -9} textAnchor="middle" className={classes.value}>{formatNumber(one.plain, locale, 2)}</text>}
          </g>
        ))}
        {last !== undefined && (
          <>
            <text x={Number(xScale(last.months)) + 10} y={Number(yScale(last.held)) - 2} className={classes.end}>Recency frozen</text>
            <text x={Number(xScale(last.months)) + 10} y={Number(yScale(last.held)) + 12} className={classes.end}>at the base&apos;s scale</text>
            <text x={Number(xScale(last.months)) + 10} y={Number(yScale(last.plain)) + 4} className={classes.endStrong}>As it is</text>
          </>
        )}
      </>
    );
  };
}

/** Agreement of the base model with refits, by months since the fit. */
export function DecayChart(props: DecayChartProps) {
  const { values, threshold, locale } = props;
  const data: Series[] = [{ id: "agreement", data: values.map(({ months, plain }) => ({ x: months, y: plain })) }];
  // the limit has a label of its own, in its colour
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => Math.abs(tick - threshold) > 0.06);
  return (
    <div className={classes.chart} aria-hidden="true">
      <ResponsiveLine<Series>
        data={data}
        theme={chartTheme}
        margin={{ top: 10, right: 118, bottom: 36, left: 34 }}
        xScale={{ type: "linear", min: 0, max: values.at(-1)?.months ?? 1 }}
        yScale={{ type: "linear", min: 0, max: 1 }}
        enableGridX={false}
        gridYValues={ticks}
        axisLeft={{ tickValues: ticks, tickSize: 0, tickPadding: 8, format: (value) => formatNumber(Number(value), locale, 1) }}
        axisBottom={{ tickValues: values.map(({ months }) => months), tickSize: 0, tickPadding: 8, format: (value) => (Number(value) === 0 ? "fit" : String(value)), legend: "months since the fit", legendPosition: "end", legendOffset: 30 }}
        isInteractive={false}
        animate={false}
        layers={[background(props), "grid", "axes", lines(props)]}
      />
    </div>
  );
}
