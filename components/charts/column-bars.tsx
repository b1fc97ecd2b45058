"use client";

import { useElementSize } from "@mantine/hooks";
import { ResponsiveBar, type BarCustomLayerProps } from "@nivo/bar";
import { useFollow } from "../ui/link";
import { chartTheme } from "./chart-theme";
import { tickStep } from "./tick-step";
import classes from "./charts.module.css";

/** `key` is unique, `tick` stands under the axis ("" = none), `text` in the tooltip. */
export type ColumnBar = { key: string; value: number; tick: string; text: string; /** page a click opens */ href?: string | null };
export type ChartCallout = { row: number; text: string };
type ColumnBarsProps = {
  bars: readonly ColumnBar[];
  /** the unit, once, above the axis */
  unit: string;
  callout: ChartCallout | null;
  /** a dashed line across, named */
  level?: { value: number; text: string } | null;
  /** texts of the axis from its values */
  axis: readonly { value: number; text: string }[];
  height: number;
};

/** `at` counts from 1: nivo drops zeros from the datum it hands to its callbacks. */
type Datum = { key: string; value: number; at: number };

function calloutLayer(callout: ChartCallout) {
  return function Called({ bars, innerWidth }: BarCustomLayerProps<Datum>) {
    const bar = bars.find((one) => one.data.data.at === callout.row + 1);
    if (bar === undefined) return null;
    const x = bar.x + bar.width / 2;
    const isRight = x > innerWidth / 2;
    return (
      <g transform={`translate(${x},0)`}>
        <path d={`M0 -10V${Math.max(0, bar.y - 2)}`} stroke="var(--c-faint)" strokeDasharray="3 3" />
        <text x={isRight ? -6 : 6} y={-4} textAnchor={isRight ? "end" : "start"} className={classes.callout}>{callout.text}</text>
      </g>
    );
  };
}

function levelLayer(level: { value: number; text: string }, highest: number) {
  return function Level({ innerWidth, innerHeight }: BarCustomLayerProps<Datum>) {
    const y = innerHeight - (level.value / highest) * innerHeight;
    return (
      <g transform={`translate(0,${y})`}>
        <path d={`M0 0H${innerWidth}`} stroke="var(--c-faint)" strokeDasharray="3 3" />
        <text x={innerWidth} y={-4} textAnchor="end" className={classes.callout}>{level.text}</text>
      </g>
    );
  };
}

/** Neutral bars from zero; the one called out in ink. */
export function ColumnBars({ bars, unit, callout, level = null, axis, height }: ColumnBarsProps) {
  const { ref, width } = useElementSize();
  const follow = useFollow();
  const open = (at: number): void => {
    const href = bars[at - 1]?.href;
    if (href) follow(href);
  };
  const data: Datum[] = bars.map(({ key, value }, i) => ({ key, value, at: i + 1 }));
  const highest = Math.max(1e-9, axis.at(-1)?.value ?? 0, ...bars.map((bar) => bar.value));
  const ticks = bars.filter((bar) => bar.tick !== "");
  const every = tickStep(ticks.map((bar) => bar.tick), width);
  const shown = ticks.filter((_, i) => i % every === 0).map((bar) => bar.key);
  const tickOf = new Map(bars.map((bar) => [bar.key, bar.tick]));
  const axisText = new Map(axis.map(({ value, text }) => [value, text]));
  return (
    <>
      <p className={classes.unit}>{unit}</p>
      <div ref={ref} style={{ height }} aria-hidden="true">
        <ResponsiveBar<Datum>
          data={data}
          keys={["value"]}
          indexBy="key"
          theme={chartTheme}
          margin={{ top: callout === null ? 8 : 18, right: 2, bottom: 22, left: 44 }}
          padding={bars.length > 60 ? 0.05 : 0.2}
          valueScale={{ type: "linear", min: 0, max: highest }}
          colors={({ data: bar }) => (callout !== null && bar.at === callout.row + 1 ? "var(--c-ink)" : "var(--c-neutral)")}
          borderRadius={1.5}
          enableLabel={false}
          gridYValues={axis.map(({ value }) => value)}
          axisLeft={{ tickSize: 0, tickPadding: 8, tickValues: axis.map(({ value }) => value), format: (value) => axisText.get(Number(value)) ?? "" }}
          axisBottom={{ tickSize: 0, tickPadding: 6, tickValues: shown, format: (key) => tickOf.get(String(key)) ?? "" }}
          layers={["grid", "axes", "bars", ...(level === null ? [] : [levelLayer(level, highest)]), ...(callout === null ? [] : [calloutLayer(callout)])]}
          tooltip={({ data: bar }) => <div className={classes.tooltip}>{bars[bar.at - 1]?.text}</div>}
          isFocusable={false}
          onClick={({ data: bar }) => open(bar.at)}
          animate={false}
        />
      </div>
    </>
  );
}
