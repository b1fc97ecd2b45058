"use client";

import { useElementSize } from "@mantine/hooks";
import { ResponsiveLine, type LineCustomSvgLayerProps, type SliceTooltipProps } from "@nivo/line";
import { useFollow } from "../ui/link";
import { chartTheme } from "./chart-theme";
import classes from "./charts.module.css";
import type { ChartCallout } from "./column-bars";
import { tickStep } from "./tick-step";

/** `tick` stands under the axis where it is not "", `text` in the tooltip. */
export type LinePoint = { x: number; y: number; tick: string; text: string; /** page a click opens */ href?: string | null };
type SeriesLineProps = { points: readonly LinePoint[]; unit: string; callout: ChartCallout | null; axis: readonly { value: number; text: string }[]; height: number };
type Series = { id: string; data: { x: number; y: number }[] };

function calloutLayer(callout: ChartCallout) {
  return function Called({ series, innerWidth }: LineCustomSvgLayerProps<Series>) {
    const place = series[0]?.data[callout.row]?.position;
    if (place?.x === undefined || place.y === undefined) return null;
    const isRight = Number(place.x) > innerWidth / 2;
    return (
      <g transform={`translate(${place.x},0)`}>
        <path d={`M0 -12V${Math.max(0, Number(place.y) - 4)}`} stroke="var(--c-faint)" strokeDasharray="3 3" />
        <circle cx={0} cy={Number(place.y)} r={3.5} fill="var(--c-ink)" />
        <text x={isRight ? -6 : 6} y={-5} textAnchor={isRight ? "end" : "start"} className={classes.callout}>{callout.text}</text>
      </g>
    );
  };
}

/** One line over days with its one called-out point. */
export function SeriesLine({ points, unit, callout, axis, height }: SeriesLineProps) {
  const [first, last] = [points.at(0)?.x ?? 0, points.at(-1)?.x ?? 1];
  const texts = new Map(points.map((point) => [point.x, point]));
  const follow = useFollow();
  const open = (x: number): void => {
    const href = texts.get(x)?.href;
    if (href) follow(href);
  };
  const axisText = new Map(axis.map(({ value, text }) => [value, text]));
  const { ref, width } = useElementSize();
  const ticks = points.filter((point) => point.tick !== "");
  const every = tickStep(ticks.map((point) => point.tick), width);
  const tooltip = ({ slice }: SliceTooltipProps<Series>) => <div className={classes.tooltip}>{texts.get(Number(slice.points[0]?.data.x))?.text}</div>;
  return (
    <>
      <p className={classes.unit}>{unit}</p>
      <div ref={ref} style={{ height }} aria-hidden="true">
        <ResponsiveLine<Series>
          data={[{ id: "line", data: points.map(({ x, y }) => ({ x, y })) }]}
          theme={chartTheme}
          margin={{ top: callout === null ? 8 : 20, right: 8, bottom: 22, left: 44 }}
          xScale={{ type: "linear", min: first, max: last, nice: false }}
          yScale={{ type: "linear", min: 0, max: axis.at(-1)?.value ?? "auto" }}
          colors={["var(--c-input-edge)"]}
          lineWidth={1.2}
          enablePoints={false}
          enableGridX={false}
          gridYValues={axis.map(({ value }) => value)}
          axisLeft={{ tickSize: 0, tickPadding: 8, tickValues: axis.map(({ value }) => value), format: (value) => axisText.get(Number(value)) ?? "" }}
          axisBottom={{ tickSize: 0, tickPadding: 6, tickValues: ticks.filter((_, i) => i % every === 0).map((point) => point.x), format: (value) => texts.get(Number(value))?.tick ?? "" }}
          enableSlices="x"
          onClick={(place) => "points" in place && open(Number(place.points[0]?.data.x))}
          sliceTooltip={tooltip}
          animate={false}
          isFocusable={false}
          layers={["grid", "axes", "lines", ...(callout === null ? [] : [calloutLayer(callout)]), "crosshair", "slices"]}
        />
      </div>
    </>
  );
}
