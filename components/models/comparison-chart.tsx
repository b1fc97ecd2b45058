import { formatNumber } from "@/lib/format/number";
import type { ComparedKey } from "@/lib/types/comparison";
import { Figure } from "../ui/figure";
import { shortNames } from "./method-short-names";
import classes from "./models.module.css";
import { placeLabels } from "./projection-labels";

export type ComparedPoint = { key: ComparedKey; name: string; granularity: number; silhouette: number; holds: boolean; isFinest: boolean };

type Size = { width: number; height: number };
/** The picture's letters are of one size on every screen, so a phone has one of its own. */
const sizes = { broad: { width: 560, height: 330 }, narrow: { width: 330, height: 330 } };
const frame = { left: 40, right: 34, top: 16, bottom: 34 };

function ticksOf(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9) * step;
  return Array.from({ length: Math.max(0, Math.floor((high - first) / step + 1e-9)) + 1 }, (_, i) => first + i * step);
}

function Picture({ points, size: { width, height }, locale }: { points: readonly ComparedPoint[]; size: Size; locale: string }) {
  const top = Math.max(0.1, ...points.map(({ silhouette }) => silhouette)) + 0.05;
  const bottom = Math.min(0, ...points.map(({ silhouette }) => silhouette));
  const right = Math.max(4, ...points.map(({ granularity }) => granularity)) + 1;
  const x = (value: number): number => frame.left + (value / right) * (width - frame.left - frame.right);
  const y = (value: number): number => frame.top + ((top - value) / (top - bottom)) * (height - frame.top - frame.bottom);
  const labels = placeLabels(points.map(({ key, granularity, silhouette }) => ({ name: shortNames[key], at: [x(granularity), y(silhouette)] as const })), { width, height: height - frame.bottom });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes.projection} aria-hidden="true" focusable="false">
      {ticksOf(bottom, top, 0.1).map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={width - 8} y1={y(tick)} y2={y(tick)} stroke="var(--c-grid)" />
          <text x={frame.left - 8} y={y(tick) + 4} textAnchor="end" className={classes.bandText}>{formatNumber(tick, locale, 1)}</text>
        </g>
      ))}
      {ticksOf(2, right, 2).map((tick) => <text key={tick} x={x(tick)} y={height - 16} textAnchor="middle" className={classes.bandText}>{formatNumber(tick, locale)}</text>)}
      {[...points].sort((a, b) => Number(a.isFinest) - Number(b.isFinest)).map(({ name, granularity, silhouette, holds, isFinest }) => (
        <circle key={name} cx={x(granularity)} cy={y(silhouette)} r={isFinest ? 6.5 : 4.5} fill={holds ? "var(--c-ink)" : "var(--c-surface)"} stroke="var(--c-ink)" strokeWidth={1.5} />
      ))}
      {labels.map(({ name, text }) => <text key={name} x={text[0]} y={text[1]} textAnchor="middle" className={classes.valueText}>{name}</text>)}
    </svg>
  );
}

/** Granularity against silhouette: what lies right says more, what lies high is set apart more clearly. */
export function ComparisonChart({ finding, points, csvHref, locale }: { finding: string; points: readonly ComparedPoint[]; csvHref: string | undefined; locale: string }) {
  const table = {
    caption: "Granularity and silhouette of each method",
    columns: [{ key: "name", label: "Method" }, { key: "granularity", label: "Granularity", align: "right" as const }, { key: "silhouette", label: "Silhouette", align: "right" as const }, { key: "holds", label: "Resamples" }],
    rows: points.map((point) => ({ id: point.name, strong: point.isFinest, cells: { name: point.name, granularity: formatNumber(point.granularity, locale, 1), silhouette: formatNumber(point.silhouette, locale, 3), holds: point.holds ? "holds" : "does not hold" } })),
  };
  return (
    <Figure finding={finding} note="Silhouette over granularity, the effective number of segments. Filled: every segment at least doubtful in resamples." table={table} csvHref={csvHref}>
      <div className="not-on-phone"><Picture points={points} size={sizes.broad} locale={locale} /></div>
      <div className="only-on-phone"><Picture points={points} size={sizes.narrow} locale={locale} /></div>
    </Figure>
  );
}
