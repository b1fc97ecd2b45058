"use client";

import { ResponsiveBar, type BarCustomLayerProps } from "@nivo/bar";
import { formatPercent } from "@/lib/format/number";
import { personaColour, type PersonaLook } from "../theme";
import { chartTheme, hatchDef } from "./chart-theme";
import classes from "./charts.module.css";

/** Shares are fractions; `expected` draws the thin line of comparison, null draws none. */
export type ShareBarDatum = { label: string; share: number; expected: number | null; isOutline?: boolean };

/** `at` counts from 1: nivo drops zeros from the datum it hands to its callbacks. */
type Datum = { label: string; share: number; at: number };
type ShareBarsProps = {
  bars: readonly ShareBarDatum[];
  look: PersonaLook;
  /** labels to write under the axis; the others stay unlabelled */
  ticks: readonly string[];
  /** letters of a label under the axis; the whole label when left out */
  letters?: number;
  height: number;
  locale: string;
};

/** A thin line across each bar where all customers stand. */
function expectedLayer(bars: readonly ShareBarDatum[], highest: number) {
  return function Expected({ bars: drawn, innerHeight }: BarCustomLayerProps<Datum>) {
    return drawn.map((bar) => {
      const expected = bars[bar.data.data.at - 1]?.expected ?? null;
      if (expected === null || highest === 0) return null;
      const y = innerHeight - (expected / highest) * innerHeight;
      return <path key={bar.key} d={`M${bar.x - 1.5} ${y}h${bar.width + 3}`} stroke="var(--c-text)" strokeWidth={1.6} />;
    });
  };
}

/** Bars from zero in a persona's colour with an optional line of comparison. */
export function ShareBars({ bars, look, ticks, letters, height, locale }: ShareBarsProps) {
  const data: Datum[] = bars.map((bar, at) => ({ label: bar.label, share: bar.share, at: at + 1 }));
  const highest = Math.max(0.0001, ...bars.flatMap((bar) => [bar.share, bar.expected ?? 0]));
  const colour = personaColour(look);
  const isHatched = look.lifecycle === "Lost";
  return (
    <div style={{ height }} aria-hidden="true">
      <ResponsiveBar<Datum>
        data={data}
        keys={["share"]}
        indexBy="label"
        theme={chartTheme}
        margin={{ top: 4, right: 2, bottom: 18, left: letters === undefined ? 10 : 2 }}
        padding={0.18}
        valueScale={{ type: "linear", min: 0, max: highest }}
        colors={({ data: bar }) => (bars[bar.at - 1]?.isOutline ? "var(--c-sunken)" : colour)}
        borderColor={colour}
        borderRadius={1.5}
        borderWidth={1}
        enableLabel={false}
        enableGridY={false}
        axisLeft={null}
        axisBottom={{ tickSize: 0, tickPadding: 5, tickValues: [...ticks], format: (label) => String(label).slice(0, letters) }}
        defs={isHatched ? [hatchDef("share-hatch", colour)] : []}
        fill={isHatched ? [{ match: (bar: { data: { data: Datum } }) => !bars[bar.data.data.at - 1]?.isOutline, id: "share-hatch" }] : []}
        layers={["bars", expectedLayer(bars, highest), "axes"]}
        tooltip={({ data: bar }) => (
          <div className={classes.tooltip}>
            <strong>{bar.label}</strong>
            <span>{formatPercent(bar.share, locale)}{expectedText(bars[bar.at - 1]?.expected ?? null, locale)}</span>
          </div>
        )}
        animate={false}
      />
    </div>
  );
}

const expectedText = (expected: number | null, locale: string): string => (expected === null ? "" : `, all customers ${formatPercent(expected, locale)}`);
