"use client";

import { type LineCustomSvgLayerProps, ResponsiveLine } from "@nivo/line";
import { formatNumber } from "@/lib/format/number";
import { chartTheme } from "../charts/chart-theme";
import classes from "./models.module.css";

type Series = { id: string; data: { x: number; y: number }[] };
type Layer = LineCustomSvgLayerProps<Series>;

export type Panel = {
  title: string;
  note: string;
  values: readonly { k: number; value: number }[];
  digits: number;
  axisDigits: number;
  /** values from here to the top of the band count as equals */
  band: { floor: number; best: number; label: string } | null;
  /** levels drawn as lines and named at the right; the dashed one decides */
  thresholds: readonly { value: number; label: string; isDeciding: boolean }[];
  /** k drawn filled: those the band holds */
  filled: readonly number[];
};

type PanelProps = { panel: Panel; chosen: number; withAxis: boolean; locale: string };

const gap = 0.08;

function range(panel: Panel): { min: number; max: number } {
  const all = [...panel.values.map(({ value }) => value), ...(panel.band === null ? [] : [panel.band.floor]), ...panel.thresholds.map(({ value }) => value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || Math.abs(high) || 1) * gap;
  return { min: low - pad, max: high + 2 * pad };
}

/** Column of the k that runs, and the band of equals behind everything. */
function background(panel: Panel, chosen: number) {
  return function Background({ xScale, yScale, innerHeight, innerWidth }: Layer) {
    const step = innerWidth / Math.max(1, panel.values.length - 1);
    const width = Math.min(step, 34);
    return (
      <>
        {panel.band !== null && (
          <>
            <rect x={0} width={innerWidth} y={yScale(panel.band.best)} height={yScale(panel.band.floor) - yScale(panel.band.best)} fill="var(--c-info-wash)" />
            <text x={innerWidth - 4} y={yScale(panel.band.best) + 13} textAnchor="end" className={classes.bandText}>
              {panel.band.label}
            </text>
          </>
        )}
        {panel.thresholds.map(({ value, label, isDeciding }) => (
          <g key={label}>
            <line x1={0} x2={innerWidth} y1={yScale(value)} y2={yScale(value)} stroke={isDeciding ? "var(--c-text)" : "var(--c-edge)"} strokeDasharray={isDeciding ? "4 3" : undefined} />
            <text x={innerWidth - 4} y={yScale(value) - 4} textAnchor="end" className={classes.bandText}>{label}</text>
          </g>
        ))}
        <rect x={xScale(chosen) - width / 2} width={width} y={0} height={innerHeight} fill="var(--c-text)" opacity={0.07} />
      </>
    );
  };
}

/** Filled inside the band, open outside; the k that runs is larger and says its value, as does the best. */
function marks(panel: Panel, chosen: number, locale: string) {
  return function Marks({ xScale, yScale }: Layer) {
    return panel.values.map(({ k, value }) => {
      const isBest = panel.band?.best === value;
      return (
        <g key={k} transform={`translate(${xScale(k)},${yScale(value)})`}>
          <circle
            r={k === chosen ? 6 : 4.2}
            fill={panel.filled.includes(k) || k === chosen ? "var(--c-ink)" : "var(--c-surface)"}
            stroke="var(--c-ink)"
            strokeWidth={1.5}
          />
          {(k === chosen || isBest) && (
            <text y={panel.band === null || isBest ? -11 : 20} textAnchor="middle" className={classes.valueText}>
              {isBest && k !== chosen ? "best " : ""}
              {formatNumber(value, locale, panel.digits)}
            </text>
          )}
        </g>
      );
    });
  };
}

function PanelChart({ panel, chosen, withAxis, locale }: PanelProps) {
  const data: Series[] = [{ id: panel.title, data: panel.values.map(({ k, value }) => ({ x: k, y: value })) }];
  return (
    <div>
      <p className={classes.panelTitle}>
        <strong>{panel.title}</strong> {panel.note}
      </p>
      <div className={withAxis ? classes.panelLast : classes.panel} aria-hidden="true">
        <ResponsiveLine
          data={data}
          theme={chartTheme}
          margin={{ top: 8, right: 18, bottom: withAxis ? 42 : 12, left: 52 }}
          xScale={{ type: "point" }}
          yScale={{ type: "linear", ...range(panel) }}
          curve="linear"
          colors={["var(--c-neutral)"]}
          lineWidth={1.5}
          enableGridX={false}
          gridYValues={panel.thresholds.length > 0 ? [] : 4}
          axisLeft={{ tickValues: panel.thresholds.length > 0 ? panel.thresholds.map(({ value }) => value) : 4, tickSize: 0, tickPadding: 8, format: (value) => formatNumber(Number(value), locale, panel.axisDigits) }}
          axisBottom={withAxis ? { tickSize: 0, tickPadding: 10, legend: "k, number of segments", legendPosition: "middle", legendOffset: 34 } : null}
          enablePoints={false}
          isInteractive={false}
          animate={false}
          layers={[background(panel, chosen), "grid", "axes", "lines", marks(panel, chosen, locale)]}
        />
      </div>
    </div>
  );
}

/** Two measures over the same axis of k, one above the other. */
export function ChoiceChart({ panels, chosen, locale }: { panels: readonly Panel[]; chosen: number; locale: string }) {
  return (
    <div>
      {panels.map((panel, i) => (
        <PanelChart key={panel.title} panel={panel} chosen={chosen} withAxis={i === panels.length - 1} locale={locale} />
      ))}
    </div>
  );
}
