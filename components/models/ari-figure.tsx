import { formatNumber } from "@/lib/format/number";
import type { ComparedKey } from "@/lib/types/comparison";
import { HeatGrid, HeatLegend, heatStep } from "../charts/heat-grid";
import { Figure } from "../ui/figure";
import { shortNames } from "./method-short-names";

/** A method and its adjusted Rand index with every method, itself included; null where the two were not compared. */
export type AriRow = { key: ComparedKey; name: string; values: readonly (number | null)[] };

type AriFigureProps = { finding: string; rows: readonly AriRow[]; csvHref: string | undefined; locale: string };

/** How far any two methods agree, all pairs at once. */
export function AriFigure({ finding, rows, csvHref, locale }: AriFigureProps) {
  const text = (value: number | null, digits: number): string => (value === null ? "none" : formatNumber(value, locale, digits));
  const table = {
    caption: "Adjusted Rand index of any two methods",
    columns: [{ key: "method", label: "Method" }, ...rows.map(({ key }) => ({ key, label: shortNames[key], align: "right" as const }))],
    rows: rows.map(({ key, name, values }) => ({ id: key, cells: { method: name, ...Object.fromEntries(rows.map((other, j) => [other.key, text(values[j] ?? null, 3)])) } })),
  };
  const grid = rows.map(({ key, name, values }) => ({
    key,
    label: shortNames[key],
    cells: rows.map((other, j) => {
      const value = values[j] ?? null;
      return { key: other.key, step: value === null ? null : heatStep(value, 0, 1), text: text(value, 2), title: `${name} and ${other.name}: ${text(value, 3)}` };
    }),
  }));
  return (
    <Figure finding={finding} note="Adjusted Rand index of any two methods on the customers both label: 1 is the same grouping, 0 what chance gives." table={table} csvHref={csvHref}>
      <HeatGrid label="Heat map of agreement between methods" rows={grid} columnLabels={rows.map(({ key }) => shortNames[key])} least={58} cellHeight={34} />
      <HeatLegend low="0, chance" high="1, the same" />
    </Figure>
  );
}
