import { areaPath, linePath, type Point } from "./paths";

type SparklineProps = { values: readonly (number | null)[]; width: number; height: number; withArea?: boolean };

const pad = 3;

function pointsOf(values: readonly (number | null)[], width: number, height: number): Point[] {
  const known = values.filter((v): v is number => v !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  return values.flatMap((value, i) => {
    if (value === null) return [];
    const x = pad + (values.length < 2 ? 0 : (i / (values.length - 1)) * (width - 2 * pad));
    return [{ x, y: height - pad - ((value - low) / span) * (height - 2 * pad) }];
  });
}

/** Twelve months without an axis; the last month is dotted. The tile beside it holds the figures. */
export function Sparkline({ values, width, height, withArea = false }: SparklineProps) {
  const points = pointsOf(values, width, height);
  const last = points.at(-1);
  if (last === undefined || points.length < 2) return null;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {withArea && <path d={areaPath(points, height)} fill="var(--c-sunken)" />}
      <path d={linePath(points)} fill="none" stroke="var(--c-input-edge)" strokeWidth="1.3" vectorEffect="non-scaling-stroke" />
      <path d={`M${last.x} ${last.y}h0`} stroke="var(--c-text)" strokeWidth="5" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
