import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Projection } from "@/lib/types/quality";
import { personaColour, type PersonaLook } from "../theme";
import { Figure } from "../ui/figure";
import classes from "./models.module.css";
import { placeLabels, type PlacedLabel } from "./projection-labels";

export type ProjectedSegment = PersonaLook & { index: number; name: string };
type ProjectionFigureProps = { finding: string; projection: Projection; segments: readonly ProjectedSegment[]; csvHref: string | undefined; locale: string };

const width = 560;
const height = 500;
const margin = 14;

type Point = readonly [number, number];

/** From the axes' own units to the picture, one scale for both so that distances stay true. */
function scaleOf(points: readonly (readonly number[])[]): (point: readonly number[]) => Point {
  const xs = points.map(([x]) => x ?? 0).sort((a, b) => a - b);
  const ys = points.map(([, y]) => y ?? 0).sort((a, b) => a - b);
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const [low, high] = [ys[0] ?? 0, ys.at(-1) ?? 1];
  const unit = Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (high - low || 1));
  const [centreX, centreY] = [(left + right) / 2, (low + high) / 2];
  return ([x = 0, y = 0]) => [width / 2 + (x - centreX) * unit, height / 2 - (y - centreY) * unit];
}

const dots = (points: readonly Point[]): string => points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");

/** The centres with their labels, each tied to its point. */
function CentreLabels({ labels }: { labels: readonly PlacedLabel[] }) {
  return labels.map(({ name, at, text }) => (
    <g key={name}>
      <path d={`M${at[0]} ${at[1]}L${text[0]} ${text[1] + (text[1] > at[1] ? -9 : 3)}`} className={classes.leader} />
      <circle cx={at[0]} cy={at[1]} r={3} className={classes.centre} />
      <text x={text[0]} y={text[1]} textAnchor="middle" className={classes.valueText}>{name}</text>
    </g>
  ));
}

/** A seeded sample of customers on two principal axes, each segment named at its centroid. */
export function ProjectionFigure({ finding, projection, segments, csvHref, locale }: ProjectionFigureProps) {
  const place = scaleOf(projection.points);
  const [first, second] = projection.axes;
  const share = (value: number): string => formatPercent(value, locale, 0);
  const axisWords = (axis: Projection["axes"][number] | undefined): string =>
    (axis?.loadings ?? []).slice().sort((a, b) => Math.abs(b.loading) - Math.abs(a.loading)).slice(0, 2).map(({ label, loading }) => `${loading < 0 ? "less" : "more"} ${label.toLowerCase()}`).join(", ");
  const sampled = projection.shownCustomers < projection.customers ? `a seeded sample of ${formatNumber(projection.shownCustomers, locale)} of ${formatNumber(projection.customers, locale)} customers` : `all ${formatNumber(projection.customers, locale)} customers`;
  const centres = segments.flatMap((segment) => {
    const centre = projection.centroids[segment.index];
    return centre === undefined ? [] : [{ name: segment.name, at: place(centre) }];
  });
  const numbers = centres.map(({ at }, position) => ({ name: String(position + 1), at }));
  const table = {
    caption: "Segment centres on the two principal axes",
    columns: [{ key: "segment", label: "Segment" }, { key: "x", label: `First axis, ${share(first?.varianceShare ?? 0)}`, align: "right" as const }, { key: "y", label: `Second axis, ${share(second?.varianceShare ?? 0)}`, align: "right" as const }],
    rows: segments.map((segment) => ({
      id: String(segment.index),
      cells: { segment: segment.name, x: formatNumber(projection.centroids[segment.index]?.[0] ?? 0, locale, 2), y: formatNumber(projection.centroids[segment.index]?.[1] ?? 0, locale, 2) },
    })),
  };
  return (
    <Figure finding={finding} note={`Principal components of the features as clustered; ${sampled}. Right: ${axisWords(first)}. Up: ${axisWords(second)}.`} table={table} csvHref={csvHref}>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.projection} aria-hidden="true" focusable="false">
        {segments.map((segment) => (
          <path key={segment.index} d={dots(projection.points.filter((point) => point[2] === segment.index).map(place))} stroke={personaColour(segment)} className={classes.dots} />
        ))}
        <g className={classes.names}>
          <CentreLabels labels={placeLabels(centres, { width, height })} />
        </g>
        <g className={classes.numbers}>
          <CentreLabels labels={placeLabels(numbers, { width, height, line: 24, letter: 13 })} />
        </g>
      </svg>
      <ol className={classes.numbered}>
        {centres.map(({ name }) => <li key={name}>{name}</li>)}
      </ol>
    </Figure>
  );
}
