"use client";

import { ResponsiveRadar } from "@nivo/radar";
import { featureLabel } from "@/lib/format/feature-words";
import { personaColour } from "../theme";
import { chartTheme } from "../charts/chart-theme";
import type { ComparedPersona, ComparedRow } from "./compare-dots";

/** Up to three profiles on one radar of percentiles; features a persona has no value for are left out. */
export function CompareRadar({ personas, rows }: { personas: readonly ComparedPersona[]; rows: readonly ComparedRow[] }) {
  const complete = rows.filter(({ percentiles }) => percentiles.every((one) => one !== null));
  const data = complete.map(({ feature, percentiles }): Record<string, string | number> => ({
    feature: featureLabel(feature),
    ...Object.fromEntries(personas.map(({ name }, i) => [name, Math.round((percentiles[i] ?? 0) * 100)])),
  }));
  return (
    <div style={{ height: 330 }} aria-hidden="true">
      <ResponsiveRadar
        data={data}
        keys={personas.map(({ name }) => name)}
        indexBy="feature"
        maxValue={100}
        theme={chartTheme}
        margin={{ top: 36, right: 110, bottom: 36, left: 110 }}
        colors={personas.map((persona) => personaColour(persona))}
        fillOpacity={0.12}
        borderWidth={2}
        borderColor={{ from: "color" }}
        gridLevels={4}
        gridShape="linear"
        gridLabelOffset={12}
        dotSize={6}
        isInteractive={false}
        animate={false}
      />
    </div>
  );
}
