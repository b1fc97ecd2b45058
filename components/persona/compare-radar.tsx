"use client";

import { useElementSize } from "@mantine/hooks";
import { ResponsiveRadar } from "@nivo/radar";
import { featureLabel } from "@/lib/format/feature-words";
import type { FeatureName } from "@/lib/types/features";
import { personaColour } from "../theme";
import { chartTheme } from "../charts/chart-theme";
import type { ComparedPersona, ComparedRow } from "./compare-dots";

/** under this width whole names at both sides would leave no room for the picture */
const narrow = 420;
const shortLabels: Partial<Record<FeatureName, string>> = {
  recencyDays: "Days idle", averageOrderCents: "Avg. order", averageItemPriceCents: "Item price", averageFreightCents: "Freight", revenueCents: "Spend", meanReviewScore: "Review", itemsPerOrder: "Items",
};

/** Up to three profiles on one radar of percentiles; features a persona has no value for are left out. */
export function CompareRadar({ personas, rows }: { personas: readonly ComparedPersona[]; rows: readonly ComparedRow[] }) {
  const { ref, width } = useElementSize();
  const isNarrow = width > 0 && width < narrow;
  const complete = rows.filter(({ percentiles }) => percentiles.every((one) => one !== null));
  const data = complete.map(({ feature, percentiles }): Record<string, string | number> => ({
    feature: isNarrow ? shortLabels[feature] ?? featureLabel(feature) : featureLabel(feature),
    ...Object.fromEntries(personas.map(({ name }, i) => [name, Math.round((percentiles[i] ?? 0) * 100)])),
  }));
  return (
    <div ref={ref} style={{ height: isNarrow ? 250 : 330 }} aria-hidden="true">
      <ResponsiveRadar
        data={data}
        keys={personas.map(({ name }) => name)}
        indexBy="feature"
        maxValue={100}
        theme={chartTheme}
        margin={isNarrow ? { top: 26, right: 76, bottom: 26, left: 76 } : { top: 36, right: 110, bottom: 36, left: 110 }}
        colors={personas.map((persona) => personaColour(persona))}
        fillOpacity={0.12}
        borderWidth={2}
        borderColor={{ from: "color" }}
        gridLevels={4}
        gridShape="linear"
        gridLabelOffset={isNarrow ? 6 : 12}
        dotSize={6}
        isInteractive={false}
        animate={false}
      />
    </div>
  );
}
